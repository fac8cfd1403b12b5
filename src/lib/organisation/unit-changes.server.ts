import { refused } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import type { Actor } from './permission';
import { factProblems, holdsOn, placeChange, type UnitFacts } from './unit';
import { asCode, frameOf, holdOwn, isTooFar, throwProblem, throwProblems, todayOf } from './unit.deps.server';
import { unitRepository } from './unit.repository.server';
import { makesCircle, type Placement } from './unit-tree';

/** A name and the day it holds from, `YYYY-MM-DD`. */
export interface NewName {
	name: string;
	validFrom: string;
}

/** Changing what a unit is and is called. */
export function unitChanges({ db, bus, clock }: ServiceDeps) {
	return {
		/** Corrects facts; they hold at once. @throws AppError notFound, unitClosed; orgnrInvalid, unitOrgnrTaken, unitDistrictNeeded by field */
		async changeFacts(actor: Actor, unitId: string, facts: UnitFacts): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const units = unitRepository(trx);
				const unit = await holdOwn(actor, trx, unitId);
				const fields = factProblems(facts);
				const holder =
					facts.orgnr && !fields.orgnr
						? await units.findByOrgnr(unit.organisationId, facts.orgnr)
						: undefined;
				if (holder && holder.id !== unitId) fields.orgnr = 'unitOrgnrTaken';
				throwProblems(fields);
				const changed = (Object.keys(facts) as (keyof UnitFacts)[]).filter((key) => facts[key] !== unit[key]);
				if (changed.length === 0) return;
				await units.change(unitId, facts);
				const reason = changed.sort().join(',');
				await events.emit('unit.changed', frameOf(clock, actor, unitId, { reason }), { unitId });
			});
		},

		/**
		 * Gives a unit another name from a day, past or to come; what it was called before stays known.
		 * @throws AppError notFound, unitClosed (409); unitSameName, unitNameTaken, unitDateBeforeLast, dateTooFar by field
		 */
		async rename(actor: Actor, unitId: string, { name, validFrom }: NewName): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const units = unitRepository(trx);
				const unit = await holdOwn(actor, trx, unitId);
				const today = todayOf(clock);
				const placements = await units.listPlacements(unitId);
				const known = await units.listNames(unitId);
				const began = placements[0]?.validFrom ?? today;
				const history = known.length > 0 ? known : [{ name: unit.name, validFrom: began, validTo: null }];
				const last = history.at(-1);
				const place = placeChange(history, validFrom);
				const { parentId = null } = placements.find((one) => holdsOn(one, today)) ?? {};
				const twin = await units.findSibling(unit.organisationId, parentId, name, today);
				if (place === 'tooEarly') throwProblem({ code: 'unitDateBeforeLast', field: 'validFrom' });
				if (isTooFar(validFrom, today)) throwProblem({ code: 'dateTooFar', field: 'validFrom' });
				if (last?.name === name) throwProblem({ code: 'unitSameName', field: 'name' });
				if (twin && twin.id !== unitId) throwProblem({ code: 'unitNameTaken', field: 'name' });

				const id = () => newId(clock.now().getTime());
				const row = { id: id(), unitId, name, validFrom };
				if (known.length === 0 && place === 'after')
					await units.insertName({ ...row, id: id(), name: unit.name, validFrom: began, validTo: validFrom });
				const lastKnown = known.at(-1);
				if (lastKnown && place === 'instead') await units.changeName(lastKnown.id, { name });
				else {
					if (lastKnown) await units.changeName(lastKnown.id, { validTo: validFrom });
					await units.insertName(row);
				}
				if (validFrom <= today) await units.change(unitId, { name });
				await events.emit('unit.renamed', frameOf(clock, actor, unitId, { reason: asCode(validFrom) }), {
					unitId,
					validFrom
				});
			});
		},

		/**
		 * Takes back what is planned last and has not begun: a name, or a place in the tree.
		 * @throws AppError notFound, unitClosed, unitNothingPlanned (409), unitCircleLater (409) when what is planned
		 * for another unit rests on it
		 */
		async takeBack(actor: Actor, unitId: string, what: 'name' | 'place'): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const units = unitRepository(trx);
				const unit = await holdOwn(actor, trx, unitId);
				const history = what === 'name' ? await units.listNames(unitId) : await units.listPlacements(unitId);
				const [before, planned] = history.slice(-2);
				if (!before || !planned || planned.validFrom <= todayOf(clock)) throw refused('unitNothingPlanned');
				if (what === 'name') {
					await units.deleteName(planned.id);
					await units.changeName(before.id, { validTo: null });
				} else {
					await units.deletePlacement(planned.id);
					await units.changePlacement(before.id, { validTo: null });
					const tree: Placement[] = await units.listAllPlacements(unit.organisationId);
					if (makesCircle(tree, [unitId], planned.validFrom)) throw refused('unitCircleLater');
				}
				await events.emit(
					'unit.planTakenBack',
					frameOf(clock, actor, unitId, { fromState: what, reason: asCode(planned.validFrom) }),
					{ unitId }
				);
			});
		},

		/** Names whose day has come are borne from now on. @returns how many */
		takeDueNames: (): Promise<number> => unitRepository(db).takeNamesOf(todayOf(clock))
	};
}
