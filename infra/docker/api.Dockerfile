# syntax=docker/dockerfile:1
# The api. Build it from the root of the repository: docker build -f infra/docker/api.Dockerfile -t bapsang/api .

FROM node:20.20.2-bookworm AS manifests
WORKDIR /bapsang
COPY package.json package-lock.json ./
COPY apps/ai-worker/package.json apps/ai-worker/
COPY apps/api/package.json apps/api/
COPY apps/openvidu-embedded/package.json apps/openvidu-embedded/
COPY apps/web/package.json apps/web/
COPY libs/recognition/package.json libs/recognition/
COPY libs/server/package.json libs/server/
COPY libs/shared/package.json libs/shared/

# The compilers, and what the sources import. Native TensorFlow is not among it: its download is turned away at a closed port.
FROM manifests AS build
ENV TFJS_NODE_CDN_STORAGE=http://127.0.0.1:1/
RUN npm ci --no-audit --no-fund
COPY nest-cli.json tsconfig.base.json tsconfig.json ./
COPY libs/shared libs/shared
COPY libs/server libs/server
COPY apps/api apps/api
RUN npm run build --workspace libs/shared --workspace libs/server && npx --no-install nest build api

# What runs: the dependencies of the api alone, without those of development.
FROM manifests AS production
RUN npm ci --omit=dev --workspace apps/api --no-audit --no-fund
COPY --from=build /bapsang/libs/shared/dist libs/shared/dist
COPY --from=build /bapsang/libs/server/dist libs/server/dist
COPY --from=build /bapsang/apps/api/dist apps/api/dist
RUN node -e "require('./apps/api/dist/start-api.js')"

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production API_HOST=0.0.0.0 API_PORT=5000
WORKDIR /bapsang
COPY --from=production /bapsang ./
USER node
EXPOSE 5000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.API_PORT + '/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/dist/main.js"]
