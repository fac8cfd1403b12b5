import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Rooms in the order of `import`: each may import those before it (and `platform`, `ui`, `i18n`), none after it. */
const ROOMS = [
	['organisation'],
	['setting', 'reason'],
	['account', 'catalogue', 'photo'],
	['storage'],
	['stock'],
	['listing'],
	['search'],
	['reservation', 'loan', 'repair'],
	['need'],
	['benefit'],
	['pilot'],
	['report'],
	['audit', 'notification', 'integration', 'start', 'feedback', 'job'],
	['demo']
];

const forbid = (names, message) => ({
	group: names.flatMap((name) => [`$lib/${name}/*`, `$lib/${name}/**`, `../${name}/*`, `../${name}/**`]),
	message
});

const roomRules = ROOMS.flatMap((level, index) =>
	level.map((room) => ({
		files: [`src/lib/${room}/**/*.{ts,svelte}`],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						forbid(
							ROOMS.slice(index)
								.flat()
								.filter((name) => name !== room),
							`${room} stands before this room: speak by domain events, wired in app.server.ts`
						),
						{
							group:
								room === 'demo'
									? []
									: ['$lib/app.server', '../app.server', '$lib/route-access', '../route-access'],
							message: 'Only routes, hooks, the CLI and the demo know the composition root.'
						}
					].filter((pattern) => pattern.group.length > 0)
				}
			]
		}
	}))
);

const SQL_CALLS = ['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto'].map((name) => ({
	selector: `CallExpression[callee.property.name='${name}']`,
	message: 'SQL stands in repositories only.'
}));
const RAW_SQL = {
	selector: "TaggedTemplateExpression[tag.name='sql']",
	message: 'SQL stands in repositories only.'
};

export default ts.config(
	{
		ignores: [
			'.svelte-kit/',
			'build/',
			'data/',
			'node_modules/',
			'src/lib/i18n/paraglide/',
			'src/lib/i18n/words/',
			'test-results/',
			'static/'
		]
	},
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		plugins: { 'import-x': importX },
		settings: {
			'import-x/ignore': ['node_modules'],
			'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
			'import-x/resolver-next': [
				createNodeResolver({ extensions: ['.ts', '.js', '.svelte'], alias: { $lib: ['./src/lib'] } })
			]
		},
		rules: {
			'no-undef': 'off',
			'import-x/no-cycle': ['error', { ignoreExternal: true }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
			],
			// Kit resolves base paths; Omatt always stands at the root of its origin.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{
		files: ['src/**/*.ts', 'src/**/*.svelte'],
		ignores: [
			'src/**/*.repository.server.ts',
			'src/lib/platform/**',
			'src/lib/organisation/access.server.ts'
		],
		rules: { 'no-restricted-syntax': ['error', ...SQL_CALLS, RAW_SQL] }
	},
	{
		files: ['src/lib/**/*.ts', 'src/routes/**/*.ts', 'src/hooks.server.ts'],
		rules: { 'no-console': 'error' }
	},
	{
		files: ['src/lib/**/*.ts', 'src/lib/**/*.svelte'],
		// The second hands the environment on to the PostgreSQL it starts.
		ignores: ['src/lib/platform/config.server.ts', 'src/lib/platform/embedded-postgres-binaries.server.ts'],
		rules: {
			'no-restricted-properties': [
				'error',
				{ object: 'process', property: 'env', message: 'Read the environment in platform/config only.' }
			]
		}
	},
	{
		files: ['src/lib/platform/**/*.{ts,svelte}', 'src/lib/ui/**/*.{ts,svelte}'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						forbid(ROOMS.flat(), 'platform and ui know no noun'),
						{ group: ['$lib/app.server', '$lib/route-access'], message: 'platform and ui know no noun' }
					]
				}
			]
		}
	},
	...roomRules,
	{
		files: ['src/**/*.svelte'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: "ImportDeclaration[source.value=/\\.server(\\.ts)?$/][importKind!='type']",
					message: 'Components import rules and ui, never server code.'
				}
			]
		}
	}
);
