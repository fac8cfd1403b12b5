import { expect, it } from 'vitest';
import { auditHref, readAuditFilter } from './audit-filter';

const ID = '01930000-0000-7000-8000-000000000000';
const read = (query: string) => readAuditFilter(new URLSearchParams(query));

it('reads what the form and the links send, dates as Norwegians write them too', () => {
	expect(read(`from=2026-11-01&to=30.11.2026&who=Kari&event=listing.published&kind=listing`)).toEqual({
		from: '2026-11-01',
		to: '2026-11-30',
		who: 'Kari',
		event: 'listing.published',
		kind: 'listing'
	});
	expect(read(`subject=${ID}&unit=${ID}`)).toEqual({ subject: ID, unit: ID });
});

it('takes what it cannot understand for no filter', () => {
	expect(read('from=31.02.2026&event=%27drop&kind=1&subject=x&unit=&who=')).toEqual({});
});

it('writes a filter as an address, with a part changed or away', () => {
	expect(auditHref('/admin/audit', {})).toBe('/admin/audit');
	expect(auditHref('/a', { kind: 'need', who: 'Åse' }, { kind: undefined })).toBe('/a?who=%C3%85se');
});
