import { randomBytes } from 'node:crypto';
import {
	expect,
	test as base,
	type BrowserContext,
	type BrowserContextOptions,
	type Page
} from '@playwright/test';
import { signIn } from './sign-in-page';

export { expect };
export type { Page };

/** Demo people the journeys borrow, by what they are in them. */
export const PEOPLE = {
	/** Requester at Fjellveien skole. */
	ingrid: 'Ingrid Solheim',
	/** Requester at Innkjøp konsern. */
	torbjorn: 'Torbjørn Vaktmester',
	/** Manager and requester at Etat for skole, above Fjellveien. */
	marit: 'Marit Leknes',
	/** Manager and requester at Byrådsavdeling for barnehage og skole, above Etat for skole. */
	leif: 'Leif Direktør',
	/** Requester at Lungegården sykehjem. */
	ragnhild: 'Ragnhild Myklebust',
	/** Subject expert and requester at Digitalisering og innovasjon. */
	jonas: 'Jonas Eide',
	/** Subject expert and requester at Etat for bygg og eiendom. */
	anne: 'Anne Byggland',
	/** Requester at Nattlandsveien ungdomsskole. */
	nina: 'Nina Nattland',
	/** Manager at Byrådsavdeling for finans. */
	per: 'Per Hordvik',
	/** Pilot lead and requester at Klimaetaten. */
	liv: 'Liv Pilotsen',
	/** Requester at a unit with a protected address. */
	silje: 'Silje Skjermet',
	/** Reads all, changes nothing. */
	berit: 'Berit Revisor',
	/** Keeps the factor register. */
	erik: 'Erik Faktorberg',
	/** Administers the organisation and operates the instance. */
	ola: 'Ola Administrator'
} as const;
export type PersonKey = keyof typeof PEOPLE;

/** What a browser complains about that is nobody's fault: refused forms and calm "not found" are answers. */
const ANSWERS = /Failed to load resource/;

function listen(context: BrowserContext, faults: string[]): void {
	context.on('weberror', (fault) => faults.push(fault.error().message));
	context.on('console', (line) => {
		if (line.type() === 'error' && !ANSWERS.test(line.text())) faults.push(line.text());
	});
}

interface Fixtures {
	/** A phone (or another browser) of its own for a person, signed in by the demo's one tap; nobody: signed out. */
	as: (person: PersonKey | 'nobody', options?: BrowserContextOptions) => Promise<Page>;
	/** Letters nobody else has used, to know one's own things again on a shared server. */
	marker: string;
}

export const test = base.extend<Fixtures>({
	as: async ({ browser }, use) => {
		const contexts: BrowserContext[] = [];
		const faults: string[] = [];
		await use(async (person, options) => {
			const context = await browser.newContext(options);
			contexts.push(context);
			listen(context, faults);
			const page = await context.newPage();
			if (person !== 'nobody') await signIn(page, PEOPLE[person]);
			return page;
		});
		for (const context of contexts) await context.close();
		// Script errors and violations of the content security policy, on any page of the test.
		expect(faults).toEqual([]);
	},
	marker: async ({}, use) => {
		// One word of letters only: digits alone would be left out when alike listings are grouped.
		await use(
			randomBytes(5)
				.toString('hex')
				.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? 'q')
		);
	}
});

/** The id at the end of an address such as `/needs/<id>`. */
export function idIn(page: Page, folder: string): string {
	const id = new RegExp(`/${folder}/([0-9a-f-]{36})`).exec(page.url())?.[1];
	if (!id) throw new Error(`No id of ${folder} in ${page.url()}`);
	return id;
}

/** Days from today as `YYYY-MM-DD` in Oslo. */
export const daysAhead = (days: number): string =>
	new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(Date.now() + days * 86_400_000);
