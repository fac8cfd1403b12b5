import { osloDate, type Clock } from '$lib/platform/clock';
import type { Db, Trx } from '$lib/platform/db.server';
import { AppError, invalid, notFound, refused } from '$lib/platform/errors';
import { lockByName, type EventFrame } from '$lib/platform/events.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { requireAccess } from './access.server';
import type { Actor } from './permission';
import type { UnitHoldings } from './unit-holdings';
import { unitRepository } from './unit.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'unit.added': { unitId: string; parentId: string | null };
		'unit.changed': { unitId: string };
		'unit.renamed': { unitId: string; validFrom: string };
		'unit.moved': { unitId: string; parentId: string | null; validFrom: string };
		'unit.planTakenBack': { unitId: string };
		/** People, roles, things and tokens follow, each in its own room. */
		'unit.merged': { unitId: string; intoId: string };
		'unit.closed': { unitId: string };
	}
}

/** What the writers of units are built from. */
export interface UnitDeps extends ServiceDeps {
	holdings: {
		/** What is open in units, counted by the rooms that hold it. */
		count(within: Db, unitIds: readonly string[], now: Date): Promise<UnitHoldings>;
		/** Nobody asks for a thing of the unit until the transaction ends. */
		hold(trx: Trx, unitId: string): Promise<void>;
	};
}

/** A rule that says no: beside a field where the person can do something about it there. */
export interface Problem {
	code: string;
	field?: string;
}

/** Nothing is planned further ahead, in years. */
const MAX_YEARS = 5;

export const isTooFar = (day: string, today: string): boolean =>
	Number(day.slice(0, 4)) > Number(today.slice(0, 4)) + MAX_YEARS;

/** @throws AppError 422 with the field, or 409 */
export function throwProblem(problem: Problem | null): void {
	if (problem) throw problem.field ? invalid(problem.code, { field: problem.field }) : refused(problem.code);
}

/** @throws AppError with the fields, the one field where it is one */
export function throwProblems(fields: Record<string, string>): void {
	const [first, ...others] = Object.entries(fields);
	if (!first) return;
	if (others.length === 0) throw invalid(first[1], { field: first[0] });
	throw new AppError('invalid', 422, { fields });
}

/** One change of an organisation's tree at a time: two that are fine alone may make a circle together. */
export const lockTree = (trx: Trx, organisationId: string) => lockByName(trx, `unitTree:${organisationId}`);

/** A unit of the actor's own organisation. @throws AppError notFound */
export async function getOwn(actor: Actor, within: Db, unitId: string) {
	const { organisationId } = actor;
	requireAccess(actor, 'unit.manage', { organisationId });
	const unit = await unitRepository(within).find(unitId);
	if (unit?.organisationId !== organisationId) throw notFound();
	return unit;
}
export type OwnUnit = Awaited<ReturnType<typeof getOwn>>;

/** The same, held until the transaction ends, with the tree. @throws AppError notFound, unitClosed (409) */
export async function holdOwn(actor: Actor, trx: Trx, unitId: string): Promise<OwnUnit> {
	await getOwn(actor, trx, unitId);
	await lockTree(trx, actor.organisationId);
	const unit = await unitRepository(trx).findForUpdate(unitId);
	if (!unit) throw notFound();
	if (unit.closedOn) throw refused('unitClosed');
	return unit;
}

/** The audit's frame of a change of a unit; days and ids only. */
export const frameOf = (
	clock: Clock,
	actor: Actor,
	unitId: string,
	more: Pick<EventFrame, 'fromState' | 'toState' | 'reason'> = {}
): EventFrame => ({
	actorId: actor.personId,
	organisationId: actor.organisationId,
	subjectKind: 'unit',
	subjectId: unitId,
	at: clock.now(),
	...more
});

/** A day as the audit log takes it: `2026.11.23`. */
export const asCode = (day: string): string => day.replaceAll('-', '.');

export const todayOf = (clock: Clock): string => osloDate(clock.now());
