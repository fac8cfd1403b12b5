import { expect, test } from 'vitest';
import { may, mayAnywhere, ownUnitIds, reachOf, type Actor } from './permission';

const actor = (role: Actor['grants'][number]['role'], unitIds: string[], siteIds: string[] = []): Actor => ({
	personId: 'p',
	displayName: 'P',
	locale: 'nb',
	organisationId: 'bergen',
	organisationName: 'Bergen',
	cooperationId: null,
	homeUnitId: unitIds[0] ?? 'school',
	homeUnitName: 'School',
	grants: [
		{
			role,
			unitId: unitIds[0] ?? '',
			organisationId: 'bergen',
			unitIds: new Set(unitIds),
			siteIds: new Set(siteIds)
		}
	],
	via: { kind: 'session' }
});

test('a manager decides below the unit the role was given in, and nowhere else', () => {
	const manager = actor('manager', ['agency', 'school']);
	expect(may(manager, 'purchaseRequest.decide', { organisationId: 'bergen', unitId: 'school' })).toBe(true);
	expect(may(manager, 'purchaseRequest.decide', { organisationId: 'bergen', unitId: 'hospital' })).toBe(
		false
	);
	expect(may(manager, 'purchaseRequest.decide', { organisationId: 'partner', unitId: 'school' })).toBe(false);
	expect(may(manager, 'purchaseRequest.decide', { organisationId: 'bergen' })).toBe(false);
});

test('an auditor reads all of the organisation and changes nothing', () => {
	const auditor = actor('auditor', ['finance']);
	expect(may(auditor, 'need.see', { organisationId: 'bergen', unitId: 'school' })).toBe(true);
	expect(may(auditor, 'need.see', { organisationId: 'partner', unitId: 'x' })).toBe(false);
	for (const action of [
		'listing.create',
		'need.create',
		'reservation.create',
		'purchaseRequest.decide',
		'token.create'
	] as const)
		expect(mayAnywhere(auditor, action), action).toBe(false);
});

test('a partner of the repair kind sees and does nothing yet', () => {
	const partner = actor('partner', ['reuse']);
	expect(mayAnywhere(partner, 'listing.see')).toBe(false);
	expect(reachOf(partner, 'need.see')).toEqual({ organisationIds: [], unitIds: [], siteIds: [] });
});

test('reach tells whole organisations from single units', () => {
	const requester = actor('requester', ['school', 'kitchen']);
	expect(reachOf(requester, 'listing.see')).toEqual({
		organisationIds: ['bergen'],
		unitIds: [],
		siteIds: []
	});
	expect(reachOf(requester, 'need.see')).toEqual({
		organisationIds: [],
		unitIds: ['school', 'kitchen'],
		siteIds: []
	});
	expect(ownUnitIds(requester)).toEqual(['school', 'kitchen']);
});

test('a storage keeper hands over what stands at a site they keep, whichever unit of the organisation it is of', () => {
	const keeper = actor('storageKeeper', ['reuse'], ['kokstad']);
	const at = (storageSiteId: string | null, organisationId = 'bergen') => ({
		organisationId,
		unitId: 'school',
		storageSiteId
	});
	expect(may(keeper, 'handover.confirm', at('kokstad'))).toBe(true);
	expect(may(keeper, 'reservation.see', at('kokstad'))).toBe(true);
	expect(may(keeper, 'handover.confirm', at('loddefjord'))).toBe(false);
	expect(may(keeper, 'handover.confirm', at(null))).toBe(false);
	expect(may(keeper, 'handover.confirm', at('kokstad', 'partner'))).toBe(false);
	// Who gets it, and what is said of it, is for the unit that gives.
	for (const action of ['reservation.decide', 'listing.edit', 'hazard.answer'] as const)
		expect(may(keeper, action, at('kokstad')), action).toBe(false);
	expect(reachOf(keeper, 'handover.confirm')).toEqual({
		organisationIds: [],
		unitIds: ['reuse'],
		siteIds: ['kokstad']
	});
	// The role is what counts: somebody else's name on the site opens nothing.
	const requester = actor('requester', ['reuse'], ['kokstad']);
	expect(may(requester, 'handover.confirm', at('kokstad'))).toBe(false);
});
