import { createHash } from 'node:crypto';
import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import type { UnitService } from '$lib/organisation/unit.service.server';
import { canonicalise } from '$lib/platform/canonical-json';
import { addDays, osloDate } from '$lib/platform/clock';
import { readCsv } from '$lib/platform/csv.server';
import type { Db } from '$lib/platform/db.server';
import { invalid, refused } from '$lib/platform/errors';
import { inTransaction, lockByName } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { requireWithinLimit } from '$lib/platform/rate-limit.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { normalEmail } from './account';
import { applyPeople, applyUnits } from './import-apply.server';
import { columnsOf, readImportFile, type ImportKind, type PlannedRow } from './import-file';
import { planPeople, type PlannedPerson } from './import-people';
import { undoImport, type Blocker } from './import-undo.server';
import { planUnits, type PlannedUnit } from './import-units';
import { findAdmins, keepingAnAdmin } from './last-admin.server';
import { importRepository } from './import.repository.server';
import type { Author } from './person-writer.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'peopleImport.applied': { importId: string; kind: ImportKind };
		'peopleImport.undone': { importId: string; kind: ImportKind };
		'people.exported': { lines: number };
	}
}

const HOUR_MS = 3_600_000;
/** How long a file may be taken back. */
export const UNDO_HOURS = 24;
const UNDO_MS = UNDO_HOURS * HOUR_MS;
const LISTED = 10;
/** Files one person may try or take in within the hour: who else has an address is not to be asked in bulk. */
const FILES_PER_HOUR = 60;

/** Who asks: somebody signed in, or the machine itself for the organisation with a number. */
export type ImportAsker = Actor | { orgnr: string };

export type ImportPlan = (
	{ kind: 'units'; rows: PlannedUnit[] } | { kind: 'people'; rows: PlannedPerson[] }
) & {
	/** Changes when the file or what is stored changes: a confirmation holds for what was shown. */
	mark: string;
};

const count = (rows: readonly PlannedRow[], outcome: PlannedRow['outcome']) =>
	rows.filter((row) => row.outcome === outcome).length;

/** Files of an organisation's units and people: tried, taken in whole, and taken back within a day. */
export function importService({ db, bus, clock, unit }: ServiceDeps & { unit: UnitService }) {
	const today = () => osloDate(clock.now());

	async function authorFor(asker: ImportAsker): Promise<Author> {
		if ('orgnr' in asker) {
			const organisation = await importRepository(db).findOrganisation(asker.orgnr);
			if (!organisation) throw invalid('organisationUnclear', { field: 'orgnr' });
			return { actorId: null, organisationId: organisation.id };
		}
		const { organisationId } = asker;
		requireAccess(asker, 'person.manage', { organisationId });
		requireAccess(asker, 'unit.manage', { organisationId });
		return { actorId: asker.personId, organisationId };
	}

	/** @throws AppError tooManyAttempts (429) */
	async function countFile({ actorId }: Author): Promise<void> {
		if (actorId !== null)
			await requireWithinLimit(db, `import:${actorId}`, FILES_PER_HOUR, HOUR_MS, clock.now());
	}

	/** @throws AppError (422) the file's own problem, with the line where it has one */
	async function plan(within: Db, organisationId: string, bytes: Uint8Array): Promise<ImportPlan> {
		const csv = readCsv(bytes);
		if (!csv.ok) throw invalid(csv.problem.code, { params: { line: csv.problem.line ?? 0 } });
		const file = readImportFile(csv.rows);
		if (!file.ok) throw invalid(file.problem.code, { params: file.problem.params ?? {} });
		const imports = importRepository(within);
		const units = await imports.listUnits(organisationId, today());
		const markOf = (rows: readonly PlannedRow[]) =>
			createHash('sha256')
				.update(bytes)
				.update(canonicalise(JSON.parse(JSON.stringify(rows))))
				.digest('hex');
		if (file.kind === 'units') {
			const rows = planUnits(file.rows, units);
			return { kind: 'units', rows, mark: markOf(rows) };
		}
		const emails = [...new Set(file.rows.map(({ cells }) => normalEmail(cells.email ?? '')))];
		const rows = planPeople(file.rows, {
			units,
			people: await imports.listPeople(organisationId, today(), emails),
			takenEmails: await imports.listTaken(organisationId, emails),
			adminIds: (await findAdmins(within, organisationId, today())).lasting,
			today: today()
		});
		return { kind: 'people', rows, mark: markOf(rows) };
	}

	return {
		/**
		 * What the file would do, row by row; nothing is written.
		 * @throws AppError notFound, notAllowed, tooManyAttempts (429); (422) csv…, importColumns…, importNoRows for a file
		 * that cannot be read
		 */
		async tryFile(asker: ImportAsker, bytes: Uint8Array): Promise<ImportPlan> {
			const author = await authorFor(asker);
			await countFile(author);
			return plan(db, author.organisationId, bytes);
		},

		/**
		 * Takes the file in, in one transaction.
		 * @param mark of the plan that was confirmed; left out, whatever the plan is now is done
		 * @param takesGood take the good rows in although others are refused
		 * @throws AppError as `tryFile`; (409) importMoved, importHasRefused, importNothing, lastAdministrator
		 */
		async takeIn(
			asker: ImportAsker,
			bytes: Uint8Array,
			{ mark, takesGood = false }: { mark?: string; takesGood?: boolean } = {}
		): Promise<ImportPlan & { importId: string }> {
			const author = await authorFor(asker);
			await countFile(author);
			const { organisationId, actorId } = author;
			return inTransaction(db, bus, async (trx, events) => {
				await lockByName(trx, `import:${organisationId}`);
				return keepingAnAdmin(trx, organisationId, today(), async () => {
					const imports = importRepository(trx);
					const planned = await plan(trx, organisationId, bytes);
					if (mark !== undefined && mark !== planned.mark) throw refused('importMoved');
					const { rows, kind } = planned;
					if (count(rows, 'refused') > 0 && !takesGood) throw refused('importHasRefused');
					if (count(rows, 'added') + count(rows, 'changed') === 0) throw refused('importNothing');
					const now = clock.now();
					const importId = newId<'PeopleImport'>(now.getTime());
					await imports.insert({
						id: importId,
						organisationId,
						kind,
						added: count(rows, 'added'),
						changed: count(rows, 'changed'),
						refused: count(rows, 'refused'),
						importedBy: actorId,
						importedAt: now
					});
					const context = { trx, events, author, clock };
					const done =
						planned.kind === 'units'
							? await applyUnits(context, unit, planned.rows)
							: await applyPeople(context, planned.rows);
					await imports.insertRows(done.map((row) => ({ importId, ...row })));
					await imports.forgetBefore(new Date(now.getTime() - UNDO_MS));
					await events.emit(
						'peopleImport.applied',
						{
							...author,
							subjectKind: 'peopleImport',
							subjectId: importId,
							toState: 'applied',
							reason: kind,
							at: now
						},
						{ importId, kind }
					);
					return { ...planned, importId };
				});
			});
		},

		/** The newest files, with until when each can be taken back. */
		async list(actor: Actor) {
			const { organisationId } = await authorFor(actor);
			const rows = await importRepository(db).list(organisationId, LISTED);
			const now = clock.now();
			return rows.map((row) => {
				const until = new Date(row.importedAt.getTime() + UNDO_MS);
				return { ...row, undoUntil: !row.undoneAt && until > now ? until : null };
			});
		},

		/**
		 * Takes a whole file back: what it made is gone, what it changed is as before. Nothing is done when something
		 * hangs on it by now; then the answer says what.
		 * @throws AppError notFound; (409) importTooOld, importUndoneAlready, lastAdministrator
		 */
		async undo(actor: Actor, importId: string): Promise<Blocker[]> {
			const author = await authorFor(actor);
			return undoImport({ db, bus, clock }, author, importId, UNDO_MS);
		},

		/** The open units as such a file, with the headings of the actor's language. */
		async exportUnits(actor: Actor): Promise<string[][]> {
			const { organisationId } = await authorFor(actor);
			const units = await importRepository(db).listUnits(organisationId, today());
			const byId = new Map(units.map((one) => [one.id, one]));
			const parentOf = (parentId: string | null) => {
				const parent = parentId === null ? undefined : byId.get(parentId);
				return parent ? (parent.externalKey ?? parent.name) : '';
			};
			return [
				columnsOf('units', actor.locale).map(({ heading }) => heading),
				...units.map(({ externalKey, name, parentId, kind, orgnr, district, address, isAddressProtected }) =>
					[
						externalKey,
						name,
						parentOf(parentId),
						kind,
						orgnr,
						district,
						address,
						isAddressProtected ? 'ja' : 'nei'
					].map((cell) => cell ?? '')
				)
			];
		},

		/** The heading of such a file alone, in the actor's language. */
		async template(actor: Actor, kind: ImportKind): Promise<string[][]> {
			await authorFor(actor);
			return [columnsOf(kind, actor.locale).map(({ heading }) => heading)];
		},

		/** The people who are in, as such a file, with the roles they hold at home; that it was taken out is logged. */
		async exportPeople(actor: Actor): Promise<string[][]> {
			const author = await authorFor(actor);
			const { organisationId } = author;
			const imports = importRepository(db);
			const units = await imports.listUnits(organisationId, today());
			const nameOf = new Map(units.map(({ id, externalKey, name }) => [id, externalKey ?? name]));
			const people = (await imports.listPeople(organisationId, today())).filter(({ isOut }) => !isOut);
			await inTransaction(db, bus, async (_trx, events) => {
				const at = clock.now();
				const subjectId = newId<'PeopleExport'>(at.getTime());
				await events.emit(
					'people.exported',
					{ ...author, subjectKind: 'peopleExport', subjectId, at },
					{ lines: people.length }
				);
			});
			return [
				columnsOf('people', actor.locale).map(({ heading }) => heading),
				...people.map(({ email, displayName, homeUnitId, roles, locale }) => {
					const atHome = roles.filter(({ unitId }) => unitId === homeUnitId);
					const [end, otherEnd] = [...new Set(atHome.map(({ validTo }) => validTo))];
					const until = end && otherEnd === undefined ? addDays(end, -1) : '';
					const held = [...new Set(atHome.map(({ role }) => role))].join(', ');
					return [email, displayName, nameOf.get(homeUnitId) ?? '', held, locale, '', until];
				})
			];
		},

		/** What stood there before is kept only as long as a file can be taken back. */
		forgetOld: () => importRepository(db).forgetBefore(new Date(clock.now().getTime() - UNDO_MS))
	};
}
export type ImportService = ReturnType<typeof importService>;
