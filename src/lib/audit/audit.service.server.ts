import { requireAccess } from '$lib/organisation/access.server';
import { organisationRepository } from '$lib/organisation/organisation.repository.server';
import type { OrganisationService } from '$lib/organisation/organisation.service.server';
import { may, type Actor } from '$lib/organisation/permission';
import { branchOf } from '$lib/organisation/unit';
import { notFound } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { isUuid, newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import type { AuditFilter } from './audit-filter';
import {
	auditLogRepository,
	type AuditPlace,
	type AuditQuery,
	type AuditRealm,
	type AuditRow
} from './audit-log.repository.server';
import { nameSubjects, type AuditSubject } from './audit-subjects.server';
import { INSTANCE_KINDS } from './audit-text';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'audit.exported': { lines: number };
	}
}

/** The log of the actor's own organisation, or of the instance's own things. */
export type AuditScope = 'organisation' | 'instance';

/** One entry as a reader sees it. */
export interface AuditLine {
	id: string;
	event: string;
	subjectKind: string;
	subjectId: string;
	subject: AuditSubject;
	fromState: string | null;
	toState: string | null;
	reason: string | null;
	occurredAt: Date;
	/** Whose entry it is. */
	organisationName: string;
	/** Null when nobody did it: a job, or the server itself. The name only of whom the reader may see. */
	actor: { id: string; name: string | null; organisationName: string } | null;
}

const PAGE = 50;
const BATCH = 2_000;
/** Lines of one export. */
export const EXPORT_LINES = 100_000;

/** Reading the log: filtered, page by page, and as a file. */
export function auditService({
	db,
	bus,
	clock,
	organisation
}: ServiceDeps & { organisation: OrganisationService }) {
	const log = auditLogRepository(db);

	function realmOf(actor: Actor, scope: AuditScope): AuditRealm {
		const { organisationId } = actor;
		requireAccess(actor, scope === 'organisation' ? 'audit.see' : 'audit.seeInstance', { organisationId });
		return scope === 'organisation' ? { organisationId } : { subjectKinds: INSTANCE_KINDS };
	}

	/** Undefined when nothing can be found, such as by a name nobody has. */
	async function queryOf(
		actor: Actor,
		scope: AuditScope,
		filter: AuditFilter
	): Promise<AuditQuery | undefined> {
		const { who, subject, unit, ...plain } = filter;
		const query: AuditQuery = { ...plain, realm: realmOf(actor, scope), subjectId: subject };
		if (who) {
			if (!may(actor, 'person.see', actor)) return undefined;
			query.actorIds = await log.listPeopleIds(
				actor.organisationId,
				isUuid(who) ? { id: who } : { words: who }
			);
			if (query.actorIds.length === 0) return undefined;
		}
		if (unit) {
			const known = await organisationRepository(db).findUnit(unit);
			if (known?.organisationId !== actor.organisationId) return undefined;
			const ids = branchOf(await organisation.listUnits(actor), unit);
			query.units = { ids, isLarge: await log.areLarge(ids) };
		}
		return query;
	}

	const lineOf = (actor: Actor, row: AuditRow, subject: AuditSubject | undefined): AuditLine => ({
		id: row.id,
		event: row.event,
		subjectKind: row.subjectKind,
		subjectId: row.subjectId,
		subject: subject ?? { title: null, href: null },
		fromState: row.fromState,
		toState: row.toState,
		reason: row.reason,
		occurredAt: row.occurredAt,
		organisationName: row.organisationName,
		actor: row.actorId
			? {
					id: row.actorId,
					name:
						row.actorOrganisationId === actor.organisationId && may(actor, 'person.see', actor)
							? row.actorName
							: null,
					organisationName: row.actorOrganisationName ?? ''
				}
			: null
	});

	async function* batchesOf(actor: Actor, query: AuditQuery, lines: number): AsyncGenerator<AuditLine[]> {
		let before: AuditPlace | undefined;
		for (let left = lines; left > 0; left -= BATCH) {
			const rows = await log.list(query, { before, limit: Math.min(BATCH, left) });
			if (rows.length === 0) return;
			yield rows.map((row) => lineOf(actor, row, undefined));
			before = rows.at(-1);
		}
	}

	return {
		/**
		 * A page of the log, newest first, with the names of what the reader may see.
		 * @param before id of the last entry of the page before
		 * @throws AppError notFound
		 */
		async list(actor: Actor, scope: AuditScope, filter: AuditFilter, before?: string) {
			const query = await queryOf(actor, scope, filter);
			if (!query) return { lines: [], next: null };
			const place = before && isUuid(before) ? await log.findPlace(query.realm, before) : undefined;
			const rows = await log.list(query, { before: place, limit: PAGE + 1 });
			const shown = rows.slice(0, PAGE);
			const subjects = await nameSubjects(db, actor, clock.now(), shown);
			return {
				lines: shown.map((row) => lineOf(actor, row, subjects.get(row.subjectId))),
				next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null
			};
		},

		/** The filter's person by name, for those who may see it; null when there is none. */
		async nameOf(actor: Actor, personId: string): Promise<string | null> {
			if (!may(actor, 'person.see', actor)) return null;
			return log.findName(actor.organisationId, personId);
		},

		/**
		 * The newest entries of a filter as batches, `EXPORT_LINES` at most; that it was taken out is logged first.
		 * Entries of other people's organisations carry no name.
		 * @throws AppError notFound
		 */
		async export(actor: Actor, scope: AuditScope, filter: AuditFilter) {
			if (actor.via.kind !== 'session') throw notFound();
			const query = await queryOf(actor, scope, filter);
			const found = query ? await log.count(query, EXPORT_LINES + 1) : 0;
			const lines = Math.min(found, EXPORT_LINES);
			// What is not there is not taken out.
			if (lines > 0)
				await inTransaction(db, bus, async (_trx, events) => {
					const now = clock.now();
					await events.emit(
						'audit.exported',
						{
							actorId: actor.personId,
							organisationId: actor.organisationId,
							subjectKind: scope === 'instance' ? 'instanceAuditExport' : 'auditExport',
							subjectId: newId<'AuditExport'>(now.getTime()),
							reason: Object.keys(filter).length > 0 ? 'filtered' : 'everything',
							at: now
						},
						{ lines }
					);
				});
			return {
				isCut: found > EXPORT_LINES,
				batches: query ? batchesOf(actor, query, lines) : noBatches()
			};
		}
	};
}
export type AuditService = ReturnType<typeof auditService>;

async function* noBatches(): AsyncGenerator<AuditLine[]> {}
