import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction, lockByName } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { readReasons, shippedTexts } from './read-reasons.server';
import {
	hidingRefusal,
	isReasonVocabulary,
	reasonText,
	REASON_VOCABULARIES,
	type Reasons,
	type ReasonVocabulary
} from './reason';
import { reasonRepository, type ReasonTexts } from './reason.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'reason.written': { vocabulary: ReasonVocabulary; code: string; version: number };
	}
}

/** One reason: of which vocabulary, by which code. */
export interface ReasonId {
	vocabulary: string;
	code: string;
}

type Deps = ServiceDeps & {
	/** The codes people choose from, in the order they are shown; figures hang on them. */
	choices: Readonly<Record<ReasonVocabulary, readonly string[]>>;
};

/** The reasons people choose from: what they are called, and which may still be chosen. */
export function reasonService({ db, bus, clock, choices }: Deps) {
	const requireOperator = (actor: Actor) => requireAccess(actor, 'reason.manage', actor);

	/** @throws AppError notFound for what is no choice */
	function known({ vocabulary, code }: ReasonId): { vocabulary: ReasonVocabulary; shipped: ReasonTexts } {
		if (!isReasonVocabulary(vocabulary) || !choices[vocabulary].includes(code)) throw notFound();
		const shipped = shippedTexts(vocabulary, code);
		if (!shipped) throw notFound();
		return { vocabulary, shipped };
	}

	const read = (vocabulary: ReasonVocabulary, locale: Actor['locale'], at?: Date | null): Promise<Reasons> =>
		readReasons(db, vocabulary, locale, at ?? clock.now());

	return {
		/** A vocabulary in one language; `at` for evidence, which keeps what a reason was called then. */
		read,

		/** One reason in one language, as it was called at an instant. */
		textOf: async (
			{ vocabulary, code }: { vocabulary: ReasonVocabulary; code: string },
			locale: Actor['locale'],
			at: Date | null
		): Promise<string> => reasonText(await read(vocabulary, locale, at), code),

		/** Every reason that can be chosen or could, by vocabulary. @throws AppError notFound */
		async list(actor: Actor, locale: Actor['locale']) {
			requireOperator(actor);
			const held = await reasonRepository(db).listHeld(REASON_VOCABULARIES, clock.now());
			return REASON_VOCABULARIES.map((vocabulary) => ({
				vocabulary,
				reasons: choices[vocabulary].map((code) => {
					const row = held.find((one) => one.vocabulary === vocabulary && one.code === code);
					const texts = row?.texts ?? shippedTexts(vocabulary, code);
					const { title, help } = texts?.[locale] ?? { title: code, help: null };
					return { code, title, help, isHidden: row?.isHidden ?? false, isOwn: row !== undefined };
				})
			}));
		},

		/** One reason with all its versions, newest first. @throws AppError notFound */
		async get(actor: Actor, id: ReasonId) {
			requireOperator(actor);
			const { vocabulary, shipped } = known(id);
			const versions = await reasonRepository(db).listVersions(vocabulary, id.code);
			const newest = versions[0];
			return {
				vocabulary,
				code: id.code,
				shipped,
				texts: newest?.texts ?? shipped,
				isHidden: newest?.isHidden ?? false,
				seen: newest?.version ?? 0,
				versions
			};
		},

		/**
		 * Writes one version more, which holds from now; what was chosen before keeps what it was called.
		 * @param seen the newest version that was shown, 0 where there was none
		 * @throws AppError notFound, changedMeanwhile (409), reasonOtherStays, reasonLastStays (422)
		 */
		async write(
			actor: Actor,
			id: ReasonId,
			{ seen, isHidden, texts }: { seen: number; isHidden: boolean; texts: ReasonTexts }
		): Promise<void> {
			requireOperator(actor);
			const { vocabulary } = known(id);
			const { code } = id;
			await inTransaction(db, bus, async (trx, events) => {
				await lockByName(trx, 'reason');
				const at = clock.now();
				const reasons = reasonRepository(trx);
				const last = (await reasons.listVersions(vocabulary, code))[0]?.version ?? 0;
				if (last !== seen) throw refused('changedMeanwhile');
				if (isHidden) {
					const held = await reasons.listHeld([vocabulary], at);
					const hidden = new Set(held.filter((row) => row.isHidden).map((row) => row.code));
					const fault = hidingRefusal(code, choices[vocabulary], hidden);
					if (fault) throw invalid(fault, { field: 'isHidden' });
				}
				const reasonId = newId<'Reason'>(at.getTime());
				const version = last + 1;
				await reasons.insert(
					{ id: reasonId, vocabulary, code, version, isHidden, writtenBy: actor.personId, writtenAt: at },
					texts
				);
				await events.emit(
					'reason.written',
					{
						...{ actorId: actor.personId, organisationId: actor.organisationId, at },
						...{ subjectKind: 'reason', subjectId: reasonId, reason: code },
						toState: isHidden ? 'hidden' : 'offered'
					},
					{ vocabulary, code, version }
				);
			});
		}
	};
}
export type ReasonService = ReturnType<typeof reasonService>;
