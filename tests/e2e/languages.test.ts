import { ALL_PAGES } from './pages/all-pages';
import { addressBehind, type Link } from './pages/visit';
import { expect, test, type Page } from './pages/test';
import { LOCALES, messageKeys, text, type Locale } from './pages/texts';

/** Some people have many pages. */
const TIME = 600_000;
const people = [...new Set(ALL_PAGES.map(({ as }) => as))];
/** Names of messages that are no words of their own: camelCase or with an underscore. */
const KEYS = new Set(messageKeys().filter((key) => /[A-Z_]/.test(key)));
const NO_WORDS = ['undefined', 'NaN', '[object'];

/** A page as the server sends it, read without drawing it: its language, its links and all its words. */
async function read(page: Page, path: string) {
	const answer = await page.request.get(path);
	return page.evaluate(
		(html) => {
			const sent = new DOMParser().parseFromString(html, 'text/html');
			for (const code of sent.querySelectorAll('script, style')) code.remove();
			const spoken = ['aria-label', 'alt', 'placeholder', 'title'];
			const words = [...sent.querySelectorAll('title, body, body *')].flatMap((element) => [
				...[...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE),
				...spoken.map((name) => element.getAttributeNode(name))
			]);
			const links = [...sent.querySelectorAll('main a')];
			return {
				language: sent.documentElement.lang,
				heading: sent.querySelector('h1')?.textContent ?? '',
				links: links.map((link): Link => [link.getAttribute('href') ?? '', link.textContent ?? '']),
				words: words.map((word) => word?.textContent ?? '').join(' ')
			};
		},
		await answer.text()
	);
}

/** What was meant for the machine and stands where a person reads. */
const slipsIn = (words: string): string[] =>
	words
		.split(/[\s:;,.!?()«»"]+/)
		.filter((word) => KEYS.has(word) || NO_WORDS.includes(word) || /^\{\w+\}$/.test(word));

async function choose(page: Page, locale: Locale): Promise<void> {
	await page.getByRole('banner').locator('summary').click();
	await page.getByRole('banner').locator(`.panel button[value=${locale}]`).click();
	await expect(page.locator('html')).toHaveAttribute('lang', locale);
}

for (const person of people)
	test(`pages of ${person} are in the chosen language, with nothing left out`, async ({ as }) => {
		test.setTimeout(TIME);
		const page = await as(person, { javaScriptEnabled: false });
		const pages = ALL_PAGES.filter((each) => each.as === person);
		await page.goto('/about');
		for (const locale of LOCALES)
			await test.step(locale, async () => {
				await choose(page, locale);
				for (const each of pages) {
					const listed = await read(page, each.path);
					const sent = each.follow ? await read(page, addressBehind(each, listed.links)) : listed;
					expect.soft(sent.language, each.name).toBe(locale);
					expect.soft(sent.heading.trim(), `${each.name} in ${locale}`).not.toBe('');
					expect.soft(slipsIn(sent.words), `${each.name} in ${locale}`).toEqual([]);
				}
			});
	});

test('the language is changed on the page one reads, and is kept', async ({ as }) => {
	const page = await as('nobody');
	await page.goto('/about');
	const heading = page.getByRole('heading', { level: 1 });
	for (const locale of ['nn', 'en', 'nb'] as const) {
		await choose(page, locale);
		await expect(page).toHaveURL(/\/about$/);
		await expect(heading).toHaveText(text('aboutTitle', {}, locale));
	}
	await choose(page, 'nn');
	await page.goto('/sign-in');
	await expect(heading).toHaveText(text('signInTitle', {}, 'nn'));
});
