import { may, type Action, type Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import type { Db } from '$lib/platform/db.server';
import { auditSubjectRepository, type Named } from './audit-subject.repository.server';

/** What a thing is called and where its page is; each null where the reader is not to know. */
export interface AuditSubject {
	title: string | null;
	href: string | null;
}

interface Kind {
	/** Who may be told its name. */
	see: Action;
	list: (ids: readonly string[]) => Promise<Named[]>;
	/** Its page, and who may open it where that is somebody else. */
	page?: { href: (pageId: string) => string; open?: Action };
}

/** How the things of the log are named, by kind; what is not here has neither name nor page. */
function kindsOf(db: Db, actor: Actor, now: Date): Record<string, Kind> {
	const subjects = auditSubjectRepository(db);
	const today = osloDate(now);
	const ofNeed = (table: 'reuseCheck' | 'purchaseRequest' | 'clearance'): Kind => ({
		see: 'need.see',
		list: (ids) => subjects.listOfNeed(table, ids),
		page: { href: (needId) => `/needs/${needId}` }
	});
	const toPerson = {
		href: (personId: string) => `/admin/people/${personId}`,
		open: 'person.manage'
	} as const;
	const ofPerson = (table: 'membership' | 'account'): Kind => ({
		see: 'person.see',
		list: (ids) => subjects.listOfPerson(table, ids, actor.organisationId),
		page: toPerson
	});
	const toReservation = { href: (id: string) => `/reservations/${id}` };
	return {
		listing: {
			see: 'listing.see',
			list: (ids) => subjects.listListings(ids, actor, now, today),
			page: { href: (id) => `/listings/${id}` }
		},
		lot: {
			see: 'listing.see',
			list: (ids) => subjects.listLots(ids, actor, now, today),
			page: { href: (id) => `/listings/${id}` }
		},
		need: { see: 'need.see', list: subjects.listNeeds, page: { href: (id) => `/needs/${id}` } },
		reuseCheck: ofNeed('reuseCheck'),
		purchaseRequest: ofNeed('purchaseRequest'),
		clearance: ofNeed('clearance'),
		reservation: { see: 'reservation.see', list: subjects.listReservations, page: toReservation },
		handover: { see: 'reservation.see', list: subjects.listHandovers, page: toReservation },
		benefitEntry: {
			see: 'benefit.see',
			list: (ids) => Promise.resolve(ids.map((id) => ({ id, title: null, pageId: id }))),
			page: { href: (id) => `/benefits/${id}` }
		},
		person: {
			see: 'person.see',
			list: (ids) => subjects.listPeople(ids, actor.organisationId),
			page: toPerson
		},
		membership: ofPerson('membership'),
		account: ofPerson('account'),
		apiToken: {
			see: 'audit.see',
			list: subjects.listTokens,
			page: { href: () => '/admin/tokens', open: 'token.create' }
		},
		signInProvider: {
			see: 'audit.see',
			list: subjects.listProviders,
			page: { href: (id) => `/admin/sign-in/${id}`, open: 'signIn.manage' }
		},
		unit: { see: 'audit.see', list: subjects.listUnits },
		organisation: { see: 'admin.enter', list: subjects.listOrganisations },
		itemType: { see: 'admin.enter', list: (ids) => subjects.listItemTypes(ids, actor.locale) }
	};
}

/** Names and pages of the things of one page of the log, as far as the reader may see them: id → subject. */
export async function nameSubjects(
	db: Db,
	actor: Actor,
	now: Date,
	rows: readonly { subjectKind: string; subjectId: string; organisationId: string }[]
): Promise<Map<string, AuditSubject>> {
	const kinds = kindsOf(db, actor, now);
	const named = new Map<string, AuditSubject>();
	for (const subjectKind of new Set(rows.map((row) => row.subjectKind))) {
		const kind = kinds[subjectKind];
		if (!kind) continue;
		const { see, page } = kind;
		const ids = rows
			.filter((row) => row.subjectKind === subjectKind)
			.filter(({ organisationId }) => may(actor, see, { organisationId }))
			.map(({ subjectId }) => subjectId);
		if (ids.length === 0) continue;
		const opens = page && may(actor, page.open ?? see, { organisationId: actor.organisationId });
		for (const { id, title, pageId } of await kind.list([...new Set(ids)]))
			named.set(id, { title, href: opens && pageId ? page.href(pageId) : null });
	}
	return named;
}
