# syntax=docker/dockerfile:1
# nginx with the built page: the one origin in front of everything. Build it from the root of the repository:
# docker build -f infra/docker/web.Dockerfile -t bapsang/web .

FROM node:20.20.2-bookworm AS build
WORKDIR /bapsang
ENV TFJS_NODE_CDN_STORAGE=http://127.0.0.1:1/
COPY package.json package-lock.json ./
COPY apps/ai-worker/package.json apps/ai-worker/
COPY apps/api/package.json apps/api/
COPY apps/openvidu-embedded/package.json apps/openvidu-embedded/
COPY apps/web/package.json apps/web/
COPY libs/recognition/package.json libs/recognition/
COPY libs/server/package.json libs/server/
COPY libs/shared/package.json libs/shared/
RUN npm ci --no-audit --no-fund
COPY tsconfig.base.json tsconfig.json ./
COPY libs/shared libs/shared
COPY libs/recognition libs/recognition
COPY apps/web apps/web
COPY models models
RUN npm run build --workspace libs/shared --workspace libs/recognition --workspace apps/web

FROM nginx:1.28.0-alpine
# The entry point of the image writes the templates, with these variables filled in, into /run/nginx.
ENV NGINX_ENVSUBST_OUTPUT_DIR=/run/nginx NGINX_ENVSUBST_FILTER=^NGINX_ \
  NGINX_PORT=8080 NGINX_TLS_PORT=8443 NGINX_PUBLIC_URL=http://localhost:8080 NGINX_RESOLVER=127.0.0.11 \
  NGINX_API=api:5000 NGINX_OPENVIDU=openvidu:4443 NGINX_WORKER_PORT=5001 NGINX_CONNECT_SOURCES=
RUN rm -r /etc/nginx/conf.d /usr/share/nginx/html && mkdir -p /run/nginx && chown nginx:nginx /run/nginx
COPY infra/docker/nginx/nginx.conf infra/docker/nginx/nginx-tls.conf /etc/nginx/
COPY infra/docker/nginx/bapsang /etc/nginx/bapsang
COPY infra/docker/nginx/templates /etc/nginx/templates
COPY --from=build /bapsang/apps/web/dist /usr/share/nginx/html
USER nginx
EXPOSE 8080 8443
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
  CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/"]
CMD ["nginx", "-g", "daemon off;"]
