import { TOKEN_SCOPES, type TokenScope } from '$lib/organisation/token-scope';
import { say, UsageError, type Command } from '../command';
import { optional, required, withApp } from '../with-app';

const MAX_DAYS = 366;

function readScopes(words: string): TokenScope[] {
	const known: readonly string[] = TOKEN_SCOPES;
	const scopes = [...new Set(words.split(',').map((word) => word.trim()))].filter(Boolean);
	const unknown = scopes.filter((scope) => !known.includes(scope));
	if (scopes.length === 0 || unknown.length > 0)
		throw new UsageError(`--scope takes some of ${TOKEN_SCOPES.join(', ')}, with commas between.`);
	return TOKEN_SCOPES.filter((scope) => scopes.includes(scope));
}

function readDays(words: string): number {
	const days = Number(words);
	if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
		throw new UsageError(`--days must be a whole number from 1 to ${MAX_DAYS}.`);
	return days;
}

export const command: Command = {
	summary: 'Makes an API token that acts for a person and prints it once',
	usage: '--user <email> --scope <scopes,comma> [--days 90] [--name <what for>]',
	options: {
		user: { type: 'string' },
		scope: { type: 'string' },
		days: { type: 'string' },
		name: { type: 'string' }
	},
	async run({ values }) {
		const email = required(values, 'user');
		const scopes = readScopes(required(values, 'scope'));
		const days = readDays(optional(values, 'days') ?? '90');
		const name = optional(values, 'name') ?? 'CLI';
		await withApp(async (app) => {
			const { token, expiresAt } = await app.provision.createToken({ email, scopes, days, name });
			say(
				`Keep this token safe; it is not shown again. It works until ${expiresAt.toISOString().slice(0, 10)}:`
			);
			say(token);
		});
	}
};
