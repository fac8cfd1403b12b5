import { reachOf, type Actor } from '$lib/organisation/permission';
import type { Db } from '$lib/platform/db.server';
import { notFound } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { isUuid, newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { pilotRepository } from './pilot.repository.server';

type Texts = Record<'nb' | 'nn' | 'en', { name: string; purpose: string }>;
export interface NewPilot {
	organisationId: string;
	/** A unit and what lies below it; null is the whole organisation. */
	unitId: string | null;
	key: string;
	pack: 'furniture' | 'it' | 'building';
	/** `YYYY-MM-DD`; without an end it goes on. */
	startsOn: string;
	endsOn: string | null;
	texts: Texts;
}

/** Pilots: one pack, one unit or organisation, one period, and what it is to find out. */
export function pilotService({ db, bus, clock }: ServiceDeps) {
	const pilots = pilotRepository(db);
	return {
		/** The pilots of the actor's organisation, oldest first. */
		list: (actor: Actor, locale: Actor['locale'] = actor.locale) =>
			pilots.list(reachOf(actor, 'report.see').organisationIds, locale),

		/** @throws AppError notFound */
		async get(actor: Actor, id: string, locale: Actor['locale'] = actor.locale) {
			const pilot = isUuid(id)
				? await pilots.find(id, reachOf(actor, 'report.see').organisationIds, locale)
				: undefined;
			if (!pilot) throw notFound();
			return pilot;
		},

		/** Puts pilots in place by key; those that are there stay as they are. */
		install: (planned: readonly NewPilot[]): Promise<void> =>
			inTransaction(db, bus, async (trx) => {
				const createdAt = clock.now();
				for (const { texts, ...pilot } of planned)
					await pilotRepository(trx).insert(
						{ ...pilot, id: newId<'Pilot'>(createdAt.getTime()), createdAt },
						(['nb', 'nn', 'en'] as const).map((locale) => ({ locale, ...texts[locale] }))
					);
			}),

		/** The one pilot an entry counts for: the nearest unit's, the newest of equals; null when none covers it. */
		async pilotOf(
			trx: Db,
			question: { organisationId: string; unitPath: readonly string[]; pack: NewPilot['pack']; on: string }
		): Promise<string | null> {
			const [nearest] = await pilotRepository(trx).listCovering(question);
			return nearest?.id ?? null;
		}
	};
}
export type PilotService = ReturnType<typeof pilotService>;
