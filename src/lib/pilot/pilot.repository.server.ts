import { sql, type Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { PilotTable, PilotTextTable } from './pilot.tables';

/** SQL of pilots. */
export const pilotRepository = (db: Db) => {
	const named = (locale: 'nb' | 'nn' | 'en') =>
		db
			.selectFrom('pilot')
			.leftJoin('pilotText', (join) =>
				join.onRef('pilotText.pilotId', '=', 'pilot.id').on('pilotText.locale', '=', locale)
			)
			.leftJoin('unit', 'unit.id', 'pilot.unitId')
			.select([
				'pilot.id',
				'pilot.key',
				'pilot.pack',
				'pilot.startsOn',
				'pilot.endsOn',
				'pilot.unitId',
				'unit.name as unitName',
				'pilotText.name',
				'pilotText.purpose'
			]);
	return {
		list: (organisationIds: readonly string[], locale: 'nb' | 'nn' | 'en') =>
			named(locale)
				.where('pilot.organisationId', '=', sql<string>`any(${organisationIds}::uuid[])`)
				.orderBy('pilot.startsOn')
				.orderBy('pilot.key')
				.execute(),

		find: (id: string, organisationIds: readonly string[], locale: 'nb' | 'nn' | 'en') =>
			named(locale)
				.where('pilot.id', '=', id)
				.where('pilot.organisationId', '=', sql<string>`any(${organisationIds}::uuid[])`)
				.executeTakeFirst(),

		/** The pilots that cover a unit, a pack and a date; the nearest unit first, then the newest. */
		listCovering: (question: {
			organisationId: string;
			unitPath: readonly string[];
			pack: PilotTable['pack'];
			on: string;
		}) =>
			db
				.selectFrom('pilot')
				.select('id')
				.where('organisationId', '=', question.organisationId)
				.where('pack', '=', question.pack)
				.where('startsOn', '<=', question.on)
				.where((eb) => eb.or([eb('endsOn', 'is', null), eb('endsOn', '>=', question.on)]))
				.where((eb) =>
					eb.or([eb('unitId', 'is', null), eb('unitId', '=', sql<string>`any(${question.unitPath}::uuid[])`)])
				)
				.orderBy(sql`coalesce(array_position(${question.unitPath}::uuid[], unit_id), 0)`, 'desc')
				.orderBy('startsOn', 'desc')
				.orderBy('key')
				.execute(),

		/** Leaves one that is there already under the key as it is. */
		insert: async (pilot: Insertable<PilotTable>, texts: readonly Omit<PilotTextTable, 'pilotId'>[]) => {
			const inserted = await db
				.insertInto('pilot')
				.values(pilot)
				.onConflict((conflict) => conflict.columns(['organisationId', 'key']).doNothing())
				.returning('id')
				.executeTakeFirst();
			if (!inserted) return;
			await db
				.insertInto('pilotText')
				.values(texts.map((text) => ({ ...text, pilotId: inserted.id })))
				.execute();
		}
	};
};
