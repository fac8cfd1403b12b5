import { addDays } from '$lib/platform/clock';
import type { Db, Trx } from '$lib/platform/db.server';
import { refused } from '$lib/platform/errors';
import { lockByName } from '$lib/platform/events.server';
import { peopleRepository } from './people.repository.server';
import { isLasting, openSpans } from './role-span';

/**
 * Who administers an organisation: `lasting` from today with no end to it, `today` at least today.
 * @param today `YYYY-MM-DD` in Europe/Oslo
 */
export async function findAdmins(db: Db, organisationId: string, today: string) {
	const rows = await peopleRepository(db).listHolders(organisationId, 'orgAdmin', today);
	const spansOf = Map.groupBy(rows, ({ personId }) => personId);
	const ids = [...spansOf.keys()];
	const holdsToday = { validFrom: today, validTo: addDays(today, 1) };
	return {
		lasting: new Set(ids.filter((id) => isLasting(spansOf.get(id) ?? [], today))),
		today: new Set(ids.filter((id) => openSpans(holdsToday, spansOf.get(id) ?? []).length === 0))
	};
}

/**
 * One change at a time of who administers an organisation; to be asked for before any row is held. Where someone does
 * with no end to it somebody still does afterwards, and where someone does today.
 * @throws AppError lastAdministrator (409)
 */
export async function keepingAnAdmin<Result>(
	trx: Trx,
	organisationId: string,
	today: string,
	change: () => Promise<Result>
): Promise<Result> {
	await lockByName(trx, `administrators:${organisationId}`);
	const before = await findAdmins(trx, organisationId, today);
	const result = await change();
	const after = await findAdmins(trx, organisationId, today);
	if (
		(before.lasting.size > 0 && after.lasting.size === 0) ||
		(before.today.size > 0 && after.today.size === 0)
	)
		throw refused('lastAdministrator');
	return result;
}
