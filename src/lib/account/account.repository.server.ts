import type { Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { Role } from '$lib/organisation/organisation';
import type { AccountTable, OneTimeLinkTable } from './account.tables';

/** SQL of accounts, passwords and one-time links. */
export const accountRepository = (db: Db) => ({
	/** An account by who vouches for it, with its password and whether it may be used. */
	findForSignIn: (issuer: string, subject: string) =>
		db
			.selectFrom('account')
			.innerJoin('person', 'person.id', 'account.personId')
			.innerJoin('organisation', 'organisation.id', 'person.organisationId')
			.leftJoin('passwordCredential', 'passwordCredential.accountId', 'account.id')
			.select([
				'account.id',
				'account.personId',
				'person.locale',
				'person.organisationId',
				'person.homeUnitId',
				'organisation.allowsPassword',
				'passwordCredential.passwordHash',
				'account.disabledAt',
				'person.deactivatedAt'
			])
			.where('account.issuer', '=', issuer)
			.where('account.subject', '=', subject)
			.executeTakeFirst(),

	findPassword: (accountId: string) =>
		db
			.selectFrom('passwordCredential')
			.select('passwordHash')
			.where('accountId', '=', accountId)
			.executeTakeFirst(),

	readReauthenticateMinutes: async (organisationId: string): Promise<number> => {
		const { reauthenticateMinutes } = await db
			.selectFrom('organisation')
			.select('reauthenticateMinutes')
			.where('id', '=', organisationId)
			.executeTakeFirstOrThrow();
		return reauthenticateMinutes;
	},

	findOfPerson: (personId: string, issuer: string) =>
		db
			.selectFrom('account')
			.select(['id', 'disabledAt'])
			.where('personId', '=', personId)
			.where('issuer', '=', issuer)
			.executeTakeFirst(),

	insert: (account: Insertable<AccountTable>) => db.insertInto('account').values(account).execute(),

	setLocale: (personId: string, locale: 'nb' | 'nn' | 'en') =>
		db.updateTable('person').set({ locale }).where('id', '=', personId).execute(),

	setPassword: (accountId: string, passwordHash: string, changedAt: Date) =>
		db
			.insertInto('passwordCredential')
			.values({ accountId, passwordHash, changedAt })
			.onConflict((conflict) => conflict.column('accountId').doUpdateSet({ passwordHash, changedAt }))
			.execute(),

	insertLink: (link: Insertable<OneTimeLinkTable>) => db.insertInto('oneTimeLink').values(link).execute(),

	deleteLinksOf: (accountId: string) =>
		db.deleteFrom('oneTimeLink').where('accountId', '=', accountId).execute(),

	/** A link that can still be used, with whose it is; locked until the transaction ends when asked for. */
	findLiveLink: (tokenHash: string, now: Date, { isLocked = false } = {}) =>
		db
			.selectFrom('oneTimeLink')
			.innerJoin('account', 'account.id', 'oneTimeLink.accountId')
			.innerJoin('person', 'person.id', 'account.personId')
			.select([
				'oneTimeLink.accountId',
				'account.personId',
				'person.displayName',
				'person.email',
				'person.organisationId'
			])
			.where('oneTimeLink.tokenHash', '=', tokenHash)
			.where('oneTimeLink.usedAt', 'is', null)
			.where('oneTimeLink.expiresAt', '>', now)
			.where('account.disabledAt', 'is', null)
			.where('person.deactivatedAt', 'is', null)
			.$if(isLocked, (query) => query.forUpdate('oneTimeLink'))
			.executeTakeFirst(),

	markLinkUsed: (tokenHash: string, usedAt: Date) =>
		db.updateTable('oneTimeLink').set({ usedAt }).where('tokenHash', '=', tokenHash).execute(),

	/** People of the demo with the roles they hold on a date, by organisation, unit and name. */
	listDemoPeople: async (on: string) => {
		const rows = await db
			.selectFrom('account')
			.innerJoin('person', 'person.id', 'account.personId')
			.innerJoin('unit', 'unit.id', 'person.homeUnitId')
			.innerJoin('organisation', 'organisation.id', 'person.organisationId')
			.leftJoin('membership', (join) =>
				join
					.onRef('membership.personId', '=', 'person.id')
					.on('membership.validFrom', '<=', on)
					.on((eb) => eb.or([eb('membership.validTo', 'is', null), eb('membership.validTo', '>', on)]))
			)
			.select([
				'person.id',
				'person.displayName as name',
				'unit.name as unitName',
				'organisation.name as organisationName',
				'membership.role'
			])
			.where('account.issuer', '=', 'demo')
			.where('account.disabledAt', 'is', null)
			.where('person.deactivatedAt', 'is', null)
			.orderBy('organisation.createdAt')
			.orderBy('organisation.name')
			.orderBy('person.id')
			.orderBy('membership.role')
			.execute();
		const people = new Map<string, DemoPerson>();
		for (const { role, ...person } of rows) {
			const known = people.get(person.id) ?? { ...person, roles: [] };
			if (role && !known.roles.includes(role)) known.roles.push(role);
			people.set(person.id, known);
		}
		return [...people.values()];
	}
});

/** Someone a visitor of the demo may be. */
export interface DemoPerson {
	id: string;
	name: string;
	unitName: string;
	organisationName: string;
	roles: Role[];
}
