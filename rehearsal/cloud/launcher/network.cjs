/** The cloud's network for functions that run in it: its name server, and the way to the addresses that it gives. */
const { syncBuiltinESMExports } = require('node:module');
const dns = require('node:dns');
const http = require('node:http');

const port = process.env.SLUICE_NETWORK_PORT;
// AWS gives a function none of this.
for (const name of ['SLUICE_NETWORK_PORT', 'NODE_OPTIONS']) delete process.env[name];

dns.promises.Resolver = class extends dns.promises.Resolver {
  constructor(options) {
    super(options);
    this.setServers([`127.0.0.1:${port}`]);
  }
};

const isOfCloud = (host) => /^192\.0\.2\.\d+$/.test(host ?? '');
const inCloud = ({ host, path, headers, ...options }) => ({
  ...options,
  host: '127.0.0.1',
  port,
  path: `http://${host}${path}`,
  headers: { ...headers, 'x-function-region': process.env.AWS_REGION },
});
const ask = http.request;
http.request = (first, ...rest) => ask(isOfCloud(first?.host) ? inCloud(first) : first, ...rest);

syncBuiltinESMExports();
