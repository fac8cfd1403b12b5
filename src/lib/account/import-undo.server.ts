import { unitRepository } from '$lib/organisation/unit.repository.server';
import { osloDate } from '$lib/platform/clock';
import { notFound, refused } from '$lib/platform/errors';
import { inTransaction, lockByName } from '$lib/platform/events.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { importRepository, type Made } from './import.repository.server';
import type { PeopleImportRowTable } from './import.tables';
import { keepingAnAdmin } from './last-admin.server';
import type { Author } from './person-writer.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'unit.removed': { unitId: string };
		'person.removed': { personId: string };
		'membership.removed': { membershipId: string };
	}
}

/** Why a unit or a person that a file made or changed can no longer be taken back. */
export interface Blocker {
	name: string;
	/** `changed` since, `signIn`, `units` or `people` below it, or `work`. */
	code: 'changed' | 'signIn' | 'units' | 'people' | 'work';
}

const CODES: Record<string, Blocker['code']> = {
	account: 'signIn',
	unit_parent: 'units',
	person: 'people',
	membership: 'people'
};
/** A foreign key refers to what would go, or a role was given for days that would come back. */
const IN_USE = new Set(['23503', '23P01']);
const isInUse = (error: unknown): boolean =>
	typeof error === 'object' && error !== null && 'code' in error && IN_USE.has(String(error.code));
/** Names of things are read together with what they may have changed into. */
const isAsAfter = (now: Record<string, unknown>, after: Record<string, unknown>): boolean =>
	Object.entries(after).every(([column, value]) => (now[column] ?? null) === (value ?? null));

/** Takes a file back whole, or answers what stands in the way. */
export async function undoImport(
	{ db, bus, clock }: Pick<ServiceDeps, 'db' | 'bus' | 'clock'>,
	author: Author,
	importId: string,
	undoMs: number
): Promise<Blocker[]> {
	try {
		return await inTransaction(db, bus, async (trx, events) => {
			const imports = importRepository(trx);
			await lockByName(trx, `import:${author.organisationId}`);
			const one = await imports.findForUpdate(importId);
			if (one?.organisationId !== author.organisationId) throw notFound();
			const now = clock.now();
			if (one.undoneAt) throw refused('importUndoneAlready');
			if (now.getTime() - one.importedAt.getTime() >= undoMs) throw refused('importTooOld');

			const rows = await imports.listRows(importId);
			const made: Made = { unit: [], person: [], membership: [] };
			for (const { subjectKind, subjectId, wasMade } of rows) if (wasMade) made[subjectKind].push(subjectId);
			const idsOf = (kind: PeopleImportRowTable['subjectKind']) =>
				rows.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId);
			const current = {
				unit: await imports.listNow('unit', idsOf('unit')),
				person: await imports.listNow('person', idsOf('person')),
				membership: await imports.listNow('membership', idsOf('membership'))
			};
			const nameOf = (kind: PeopleImportRowTable['subjectKind'], id: string) =>
				String(current[kind].get(id)?.name ?? '');
			const blockers: Blocker[] = [];
			for (const { subjectKind, subjectId, after } of rows) {
				const is = current[subjectKind].get(subjectId);
				if (!is || (after && !isAsAfter(is, after)))
					blockers.push({ name: nameOf(subjectKind, subjectId), code: 'changed' });
			}
			for (const kind of ['unit', 'person'] as const)
				for (const { id, table } of await imports.listReferences(kind, made))
					blockers.push({ name: nameOf(kind, id), code: CODES[table] ?? 'work' });
			if (blockers.length > 0) return distinct(blockers);

			await keepingAnAdmin(trx, author.organisationId, osloDate(now), async () => {
				for (const { subjectKind, subjectId, wasMade, before } of rows) {
					if (wasMade || !before) continue;
					if (subjectKind === 'unit') await unitRepository(trx).change(subjectId, before);
					else if (subjectKind === 'person') await imports.changePerson(subjectId, before);
					else await imports.changeRoleEnd(subjectId, (before.validTo as string | null) ?? null);
				}
				await imports.removeMade(importId);
			});
			await imports.setUndone(importId, author.actorId, now);
			await imports.forgetBefore(new Date(now.getTime() - undoMs));

			const frame = { ...author, at: now, reason: 'importUndone' };
			for (const { subjectKind, subjectId, wasMade } of rows) {
				const subject = { ...frame, subjectKind, subjectId };
				if (subjectKind === 'unit')
					await (wasMade
						? events.emit('unit.removed', subject, { unitId: subjectId })
						: events.emit('unit.imported', subject, { unitId: subjectId, fields: [] }));
				else if (subjectKind === 'person')
					await (wasMade
						? events.emit('person.removed', subject, { personId: subjectId })
						: events.emit('person.changed', subject, { personId: subjectId, fields: [] }));
				else if (wasMade) await events.emit('membership.removed', subject, { membershipId: subjectId });
				else await events.emit('membership.limited', subject, { membershipId: subjectId });
			}
			await events.emit(
				'peopleImport.undone',
				{
					...frame,
					subjectKind: 'peopleImport',
					subjectId: importId,
					fromState: 'applied',
					toState: 'undone',
					reason: one.kind
				},
				{ importId, kind: one.kind }
			);
			return [];
		});
	} catch (error) {
		// Somebody began to use what the file made, or gave again what it took away.
		if (isInUse(error)) throw refused('importInUse');
		throw error;
	}
}

const distinct = (blockers: readonly Blocker[]): Blocker[] => [
	...new Map(blockers.map((one) => [`${one.code} ${one.name}`, one])).values()
];
