import { requireAccess } from '$lib/organisation/access.server';
import { mayAnywhere, type Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction, lockByName } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { isOverdue, isRuleKey, RULE_KEYS, RULE_PLACES, ruleInForce, type RulePlace } from './rule';
import { ruleRepository, type RuleRow } from './rule.repository.server';
import type { RuleInput } from './rule.schema';
import { SHIPPED_RULES } from './seed/rules';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'rule.written': { key: string; version: number };
		'rule.reviewed': { key: string; version: number };
		'rule.withdrawn': { key: string; version: number };
	}
}

/** Whose version: the organisation's own, or the instance's, which holds where an organisation has none. */
export type RuleScope = 'own' | 'shared';

/** A rule as it is shown where it applies, in the reader's language. */
export interface ShownRule {
	key: string;
	title: string;
	body: string;
	ownerRole: RuleRow['ownerRole'];
	sourceTitle: string;
	sourceUrl: string | null;
	validFrom: string;
	reviewedOn: string;
	isOverdue: boolean;
}

/** Rules with their texts: shown where they apply, written by whoever administers, read again before their day. */
export function ruleService({ db, bus, clock }: ServiceDeps) {
	const today = () => osloDate(clock.now());
	const organisationOf = (actor: Actor, scope: RuleScope) => (scope === 'own' ? actor.organisationId : null);

	const requireScope = (actor: Actor, scope: RuleScope): void =>
		requireAccess(actor, scope === 'own' ? 'rule.manage' : 'rule.manageShared', {
			organisationId: actor.organisationId
		});

	const versionsOf = (rows: readonly RuleRow[], key: string) => rows.filter((row) => row.key === key);

	/** Writes one version more, made of the newest there is. Two at once: the second saw another. */
	const write = (
		actor: Actor,
		{ key, scope, seen }: { key: string; scope: RuleScope; seen: number },
		event: 'rule.written' | 'rule.reviewed' | 'rule.withdrawn',
		make: (newest: RuleRow | undefined, inForce: RuleRow | undefined) => RuleInput & { isWithdrawn: boolean }
	): Promise<void> =>
		inTransaction(db, bus, async (trx, events) => {
			requireScope(actor, scope);
			if (!isRuleKey(key)) throw notFound();
			await lockByName(trx, 'rule');
			const organisationId = organisationOf(actor, scope);
			const rules = ruleRepository(trx);
			const rows = await rules.listVersions(actor.organisationId, [key]);
			const own = rows.filter((row) => row.organisationId === organisationId);
			const last = Math.max(0, ...own.map(({ version }) => version));
			if (last !== seen) throw refused('changedMeanwhile');
			const at = clock.now();
			const { texts, ...input } = make(
				own.find(({ version }) => version === last),
				ruleInForce(rows, today())
			);
			if (input.reviewBy <= today()) throw invalid('ruleReviewPast', { field: 'reviewBy' });
			const id = newId<'Rule'>(at.getTime());
			const version = last + 1;
			await rules.insert(
				{
					...{ id, key, organisationId, version, ...input },
					...{ reviewedOn: today(), writtenBy: actor.personId, writtenAt: at }
				},
				texts
			);
			await events.emit(
				event,
				{
					...{ actorId: actor.personId, organisationId: actor.organisationId, at },
					...{ subjectKind: scope === 'own' ? 'rule' : 'instanceRule', subjectId: id },
					toState: input.isWithdrawn ? 'withdrawn' : 'active',
					reason: scope
				},
				{ key, version }
			);
		});

	const shown = (row: RuleRow, locale: Actor['locale']): ShownRule => ({
		...{ key: row.key, ...row.texts[locale], ownerRole: row.ownerRole },
		...{ sourceTitle: row.sourceTitle, sourceUrl: row.sourceUrl },
		...{ validFrom: row.validFrom, reviewedOn: row.reviewedOn, isOverdue: isOverdue(row, today()) }
	});

	async function inForce(actor: Actor, keys: readonly string[]): Promise<RuleRow[]> {
		const rows = await ruleRepository(db).listVersions(actor.organisationId, keys);
		return keys.flatMap((key) => ruleInForce(versionsOf(rows, key), today()) ?? []);
	}

	return {
		/** Puts the shipped texts in as the first version of the instance's rules; what is written since stands. */
		installRules: (): Promise<void> =>
			inTransaction(db, bus, async (trx) => {
				await lockByName(trx, 'rule');
				const at = clock.now();
				for (const { texts, ...rule } of SHIPPED_RULES)
					await ruleRepository(trx).insert(
						{
							...{ ...rule, id: newId(at.getTime()), organisationId: null, version: 1 },
							...{ validFrom: rule.reviewedOn, writtenBy: null, writtenAt: at }
						},
						texts
					);
			}),

		/** The rules that hold at these places today for the actor's organisation. */
		listAt: async (
			actor: Actor,
			places: readonly RulePlace[],
			locale: Actor['locale']
		): Promise<ShownRule[]> =>
			(await inForce(actor, [...new Set(places.flatMap((place) => RULE_PLACES[place]))])).map((row) =>
				shown(row, locale)
			),

		/** Every rule that holds today, those to be read again first. @throws AppError notFound, notAllowed */
		async listForAdmin(actor: Actor) {
			requireScope(actor, 'own');
			const rows = (await inForce(actor, RULE_KEYS)).map((row) => ({
				...shown(row, actor.locale),
				isOwn: row.organisationId !== null,
				reviewBy: row.reviewBy
			}));
			return rows.sort((a, b) => Number(b.isOverdue) - Number(a.isOverdue));
		},

		/** How many rules should have been read again by now. */
		async countOverdue(actor: Actor): Promise<number> {
			if (!mayAnywhere(actor, 'rule.manage')) return 0;
			return (await inForce(actor, RULE_KEYS)).filter((row) => isOverdue(row, today())).length;
		},

		/** A rule with all its versions, and what the actor may change. @throws AppError notFound, notAllowed */
		async getForAdmin(actor: Actor, key: string) {
			requireScope(actor, 'own');
			if (!isRuleKey(key)) throw notFound();
			const versions = await ruleRepository(db).listVersions(actor.organisationId, [key]);
			const current = ruleInForce(versions, today());
			if (!current) throw notFound();
			const lastOf = (isOwn: boolean) =>
				Math.max(
					0,
					...versions.filter((row) => (row.organisationId !== null) === isOwn).map(({ version }) => version)
				);
			return {
				current,
				versions,
				isOverdue: isOverdue(current, today()),
				seen: { own: lastOf(true), shared: lastOf(false) },
				mayManageShared: mayAnywhere(actor, 'rule.manageShared')
			};
		},

		/**
		 * Writes a new version; the one before holds until its day.
		 * @param seen the newest version of that scope that was shown, 0 where there was none
		 * @throws AppError changedMeanwhile, ruleDateInPast, ruleReviewPast, notFound
		 */
		async write(
			actor: Actor,
			rule: { key: string; scope: RuleScope; seen: number },
			input: RuleInput
		): Promise<void> {
			if (input.validFrom < today()) throw invalid('ruleDateInPast', { field: 'validFrom' });
			await write(actor, rule, 'rule.written', () => ({ ...input, isWithdrawn: false }));
		},

		/** Read and still right: the same texts with a new day to read them again. @throws AppError as `write` */
		review: (
			actor: Actor,
			rule: { key: string; scope: RuleScope; seen: number },
			reviewBy: string
		): Promise<void> =>
			write(actor, rule, 'rule.reviewed', (newest) => {
				if (!newest || newest.isWithdrawn) throw notFound();
				const { ownerRole, sourceTitle, sourceUrl, texts } = newest;
				const validFrom = newest.validFrom > today() ? newest.validFrom : today();
				return { ownerRole, sourceTitle, sourceUrl, texts, validFrom, reviewBy, isWithdrawn: false };
			}),

		/** The organisation's own text gives way to the instance's from today. @throws AppError as `write` */
		withdraw: (actor: Actor, { key, seen }: { key: string; seen: number }): Promise<void> =>
			write(actor, { key, scope: 'own', seen }, 'rule.withdrawn', (newest) => {
				if (!newest || newest.isWithdrawn) throw notFound();
				const { ownerRole, sourceTitle, sourceUrl, texts, reviewBy } = newest;
				return {
					...{ ownerRole, sourceTitle, sourceUrl, texts, validFrom: today(), isWithdrawn: true },
					// A day that has passed is not asked about when the text goes.
					reviewBy: reviewBy > today() ? reviewBy : '9999-12-31'
				};
			})
	};
}
export type RuleService = ReturnType<typeof ruleService>;
