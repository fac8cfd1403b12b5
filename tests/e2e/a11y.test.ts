import AxeBuilder from '@axe-core/playwright';
import { ALL_PAGES } from './pages/all-pages';
import { visit } from './pages/visit';
import { expect, test, type Page } from './pages/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Axe takes its time on long pages. */
const TIME = 600_000;
const PHONE = { width: 360, height: 740 };
const SMALLEST = { width: 320, height: 740 };
const DESK = { width: 1280, height: 800 };

/** What is wrong on a page, as a person would repair it: rule, where, and why. */
async function faultsOf(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page })
		.options({ resultTypes: ['violations'] })
		.withTags(RULES)
		// No frames here: one page less to open for every look.
		.setLegacyMode()
		.analyze();
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`)
	);
}

/** What the bottom bar hides can be scrolled to: the whole page is looked at, not one place of it. */
async function unroll(page: Page, { width, height }: typeof PHONE): Promise<void> {
	const whole = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewportSize({ width, height: Math.max(height, whole) });
}

/** How many pixels of the page stick out to the side, and what does. */
const overflowOf = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= width) return [];
		return [...document.querySelectorAll('main *, header *, footer *, nav *')]
			.filter((element) => element.getBoundingClientRect().right > width + 1)
			.slice(0, 3)
			.map(
				(element) => `${element.tagName}.${element.className} ${element.textContent?.trim().slice(0, 40)}`
			);
	});

/** A few pages a test, so that they are shared between workers. */
const AT_ONCE = 6;
const groups = [...Map.groupBy(ALL_PAGES, ({ as }) => as)].flatMap(([person, pages]) =>
	Array.from({ length: Math.ceil(pages.length / AT_ONCE) }, (_, index) => ({
		person,
		pages: pages.slice(index * AT_ONCE, (index + 1) * AT_ONCE)
	}))
);

for (const { person, pages } of groups)
	test(`WCAG 2.2 AA in light and dark, 320 px, 200 % text: ${pages.map(({ name }) => name).join(', ')}`, async ({
		as
	}) => {
		test.setTimeout(TIME);
		const page = await as(person);
		await page.emulateMedia({ reducedMotion: 'reduce' });
		for (const each of pages)
			await test.step(each.name, async () => {
				await page.setViewportSize(PHONE);
				await page.emulateMedia({ colorScheme: 'light' });
				await visit(page, each);
				await unroll(page, PHONE);
				expect.soft(await faultsOf(page), `${each.name}, phone, light`).toEqual([]);
				await page.setViewportSize(DESK);
				await page.emulateMedia({ colorScheme: 'dark' });
				expect.soft(await faultsOf(page), `${each.name}, desk, dark`).toEqual([]);

				await page.setViewportSize(SMALLEST);
				expect.soft(await overflowOf(page), `${each.name}, 320 px`).toEqual([]);
				await page.setViewportSize(PHONE);
				await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
				expect.soft(await overflowOf(page), `${each.name}, text at 200 %`).toEqual([]);
			});
	});
