# syntax=docker/dockerfile:1
# The ai-worker with its models. Build it from the root of the repository:
# docker build -f infra/docker/ai-worker.Dockerfile -t bapsang/ai-worker .

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

# The compilers, the packages that the landmark models come out of, and what the sources import. Native TensorFlow is not among it: its
# download is turned away at a closed port.
FROM manifests AS build
ENV TFJS_NODE_CDN_STORAGE=http://127.0.0.1:1/
RUN npm ci --no-audit --no-fund
COPY nest-cli.json tsconfig.base.json tsconfig.json ./
COPY libs/shared libs/shared
COPY libs/server libs/server
COPY libs/recognition libs/recognition
COPY apps/ai-worker apps/ai-worker
RUN npm run build --workspace libs/shared --workspace libs/server --workspace libs/recognition && npx --no-install nest build ai-worker

# What runs: the dependencies of the ai-worker alone, without those of development, and with native TensorFlow. npm leaves that out
# without a word where it cannot be downloaded; `provide-for-image.mjs` then gets it another way, and fails where it does not load.
FROM manifests AS production
RUN npm ci --omit=dev --workspace apps/ai-worker --no-audit --no-fund
COPY tools/launch tools/launch
COPY tools/tfjs-native tools/tfjs-native
RUN node tools/tfjs-native/provide-for-image.mjs
RUN cd apps/ai-worker && node -e "require('@tensorflow/tfjs-node')"
RUN rm -r tools
COPY models models
COPY --from=build /bapsang/libs/shared/dist libs/shared/dist
COPY --from=build /bapsang/libs/server/dist libs/server/dist
COPY --from=build /bapsang/libs/recognition/dist libs/recognition/dist
COPY --from=build /bapsang/libs/recognition/models libs/recognition/models
COPY --from=build /bapsang/apps/ai-worker/dist apps/ai-worker/dist
RUN node -e "require('./apps/ai-worker/dist/start-ai-worker.js')"

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production WORKER_HOST=0.0.0.0 WORKER_PORT=5001 WORKER_BACKEND=tfjs-node
WORKDIR /bapsang
COPY --from=production /bapsang ./
USER node
EXPOSE 5001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.WORKER_PORT + '/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/ai-worker/dist/main.js"]
