import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { messages } from './.config/messages.mjs';
import { wordsPlugin } from './.config/words.mjs';

export default defineConfig({
	plugins: [paraglideVitePlugin(messages), wordsPlugin(), sveltekit()]
});
