import { ALL_PAGES } from './pages/all-pages';
import { visit } from './pages/visit';
import { expect, test, type Page } from './pages/test';
import { LOCALES, messageKeys, text, type Locale } from './pages/texts';

/** Some people have many pages. */
const TIME = 600_000;
const people = [...new Set(ALL_PAGES.map(({ as }) => as))];
/** Names of messages that are no words of their own: camelCase or with an underscore. */
const KEYS = new Set(messageKeys().filter((key) => /[A-Z_]/.test(key)));
const NO_WORDS = ['undefined', 'NaN', '[object'];

/** What was meant for the machine and stands where a person reads. */
async function slipsOn(page: Page): Promise<string[]> {
	const words = (await page.locator('body').innerText()).split(/[\s:;,.!?()«»"]+/);
	const title = await page.title();
	return [...words, ...title.split(/\s+/)].filter(
		(word) => KEYS.has(word) || NO_WORDS.includes(word) || /^\{\w+\}$/.test(word)
	);
}

async function choose(page: Page, locale: Locale): Promise<void> {
	await page.getByRole('banner').locator('summary').click();
	await page.getByRole('banner').locator(`.panel button[value=${locale}]`).click();
	await expect(page.locator('html')).toHaveAttribute('lang', locale);
}

for (const person of people)
	test(`pages of ${person} are in the chosen language, with nothing left out`, async ({ as }) => {
		test.setTimeout(TIME);
		// What the server sends is what is read here; without scripts that is three times as quick.
		const page = await as(person, { javaScriptEnabled: false });
		const pages = ALL_PAGES.filter((each) => each.as === person);
		await page.goto('/about');
		for (const locale of LOCALES)
			await test.step(locale, async () => {
				await choose(page, locale);
				for (const each of pages) {
					await visit(page, each);
					await expect.soft(page.locator('html'), each.name).toHaveAttribute('lang', locale);
					expect.soft(await slipsOn(page), `${each.name} in ${locale}`).toEqual([]);
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
