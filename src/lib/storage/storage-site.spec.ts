import { describe, expect, it } from 'vitest';
import type { Actor } from '$lib/organisation/permission';
import { isUsableBy, siteProblems } from './storage-site';

const someone = (
	homeUnitId: string,
	role: 'requester' | 'storageKeeper' = 'requester',
	siteIds: string[] = []
): Actor => ({
	personId: 'p',
	displayName: 'P',
	locale: 'nb',
	organisationId: 'own',
	organisationName: 'Own',
	cooperationId: null,
	homeUnitId,
	homeUnitName: homeUnitId,
	grants: [
		{
			role,
			unitId: homeUnitId,
			organisationId: 'own',
			unitIds: new Set([homeUnitId]),
			siteIds: new Set(siteIds)
		}
	],
	via: { kind: 'session' }
});

describe('a storage site', () => {
	it('must say its district where that is all that others see', () => {
		const open = { isAddressProtected: false, district: null };
		expect(siteProblems(open, false)).toEqual({});
		expect(siteProblems(open, true)).toEqual({ district: 'unitDistrictNeeded' });
		expect(siteProblems({ ...open, isAddressProtected: true }, false)).toEqual({
			district: 'unitDistrictNeeded'
		});
		expect(siteProblems({ isAddressProtected: true, district: 'Årstad' }, true)).toEqual({});
	});

	it('is for everyone of the organisation, a protected one for those of its unit and who keep it', () => {
		const site = { id: 'site', organisationId: 'own', unitId: 'shelter', isProtected: true };
		expect(isUsableBy(someone('school'), { ...site, isProtected: false })).toBe(true);
		expect(isUsableBy(someone('school'), site)).toBe(false);
		expect(isUsableBy(someone('shelter'), site)).toBe(true);
		expect(isUsableBy(someone('reuse', 'storageKeeper', ['site']), site)).toBe(true);
		expect(isUsableBy(someone('reuse', 'storageKeeper', ['other']), site)).toBe(false);
	});
});
