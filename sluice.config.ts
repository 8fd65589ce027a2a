import { defineSluice } from '#config/define-sluice.ts';

export default defineSluice({
  services: {
    api: {
      image: { repository: 'api' },
      port: 3000,
      health: ['/health', '/api/health', '/api/performance/health'],
    },
  },
  environments: {
    // 1 to 2 tasks, a new version takes over at once.
    development: {},
    // 2 to 5 tasks, a short canary; stopped in off-hours.
    staging: { offHours: { zone: 'UTC' } },
    // 3 to 20 tasks, a long canary after an approval; another region takes over when the first one fails.
    production: {
      regions: { primary: 'us-east-1', standby: 'eu-west-1' },
      // Put the ARNs of your certificates here, one for each region: certificates: ['arn:aws:acm:us-east-1:…', …].
      plainHttp: true,
    },
  },
});
