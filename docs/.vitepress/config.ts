import { defineConfig } from 'vitepress';
import { anchorOf } from './anchors.ts';

/** The site is built from `docs/` by `npm run docs`. A dead link fails the build. */
export default defineConfig({
  lang: 'en',
  title: 'Sluice',
  description: 'Safe deployments and regional failover for services on Amazon ECS',
  outDir: '../.build/docs',
  cacheDir: '../node_modules/.cache/vitepress',
  cleanUrls: true,
  // Alarms link to articles of the runbook by the anchors of GitHub: both viewers must agree.
  markdown: { anchor: { slugify: anchorOf } },
  themeConfig: {
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    nav: [
      { text: 'Get started', link: '/getting-started' },
      { text: 'Configuration', link: '/configuration' },
      { text: 'Operations', link: '/operations' },
      { text: 'Failover', link: '/failover' },
      { text: 'Runbook', link: '/runbook' },
    ],
    sidebar: [
      {
        text: 'Introduction',
        items: [
          { text: 'What is Sluice?', link: '/' },
          { text: 'Get started', link: '/getting-started' },
          { text: 'Concepts', link: '/concepts' },
          { text: 'Architecture', link: '/architecture' },
        ],
      },
      {
        text: 'Configure',
        items: [
          { text: 'Configuration guide', link: '/configuration' },
          { text: 'Strategies', link: '/strategies' },
          { text: 'Configuration reference', link: '/configuration-reference' },
        ],
      },
      {
        text: 'Operate',
        items: [
          { text: 'Operations', link: '/operations' },
          { text: 'Failover', link: '/failover' },
          { text: 'Runbook', link: '/runbook' },
          { text: 'Upgrading', link: '/upgrading' },
        ],
      },
      {
        text: 'Understand',
        items: [
          { text: 'The judge', link: '/judge' },
          { text: 'Rehearsal and simulation', link: '/rehearsal' },
          { text: 'FAQ', link: '/faq' },
          { text: 'Changelog', link: '/changelog' },
        ],
      },
    ],
    docFooter: { prev: 'Previous', next: 'Next' },
    footer: { message: 'Released under the Apache License 2.0.' },
  },
});
