import AxeBuilder from '@axe-core/playwright';
import { ALL_PAGES } from './pages/all-pages';
import { visit } from './pages/visit';
import { expect, test, type Page } from './pages/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Some people have many pages. */
const TIME = 600_000;
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };

/** What is wrong on a page, as a person would repair it: rule, where, and why. */
async function faultsOf(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page })
		.withTags(RULES)
		.options({ resultTypes: ['violations'] })
		// No frames here: one page less to open for every look.
		.setLegacyMode()
		.analyze();
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`)
	);
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

const people = [...new Set(ALL_PAGES.map(({ as }) => as))];

for (const person of people) {
	const pages = ALL_PAGES.filter((each) => each.as === person);

	test(`pages of ${person} follow WCAG 2.2 AA, light and dark, on phone and desk`, async ({ as }) => {
		test.setTimeout(TIME);
		const page = await as(person);
		for (const each of pages)
			await test.step(each.name, async () => {
				await visit(page, each);
				for (const [viewport, colorScheme] of [
					[PHONE, 'light'],
					[DESK, 'dark']
				] as const) {
					await page.setViewportSize(viewport);
					await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
					expect.soft(await faultsOf(page), `${each.name}, ${viewport.width}, ${colorScheme}`).toEqual([]);
				}
			});
	});

	test(`pages of ${person} need no sideways scrolling at 320 px, nor with text at 200 %`, async ({ as }) => {
		test.setTimeout(TIME);
		const page = await as(person);
		for (const each of pages)
			await test.step(each.name, async () => {
				await page.setViewportSize({ width: 320, height: 740 });
				await visit(page, each);
				expect.soft(await overflowOf(page), `${each.name}, 320 px`).toEqual([]);
				await page.setViewportSize(PHONE);
				await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
				expect.soft(await overflowOf(page), `${each.name}, 200 %`).toEqual([]);
			});
	});
}
