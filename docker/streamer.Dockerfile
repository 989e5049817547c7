# syntax=docker/dockerfile:1
# The streamer as an image: serves at port 5000, needs no rights and writes nothing.
#
#     scripts/update-image -f docker/streamer.Dockerfile -t TAG
#
# Debian's packages have no versions here: an image gets the security fixes of the day on which it is made, and its list
# of what is inside says which.

FROM swift:6.3.1-bookworm AS build
WORKDIR /src
COPY scripts/packages/build.txt scripts/packages/build.txt
# hadolint ignore=DL3008,SC2046
RUN apt-get update \
    && apt-get install -y --no-install-recommends $(sed 's/#.*//' scripts/packages/build.txt) \
    && rm -rf /var/lib/apt/lists/*
# With Package.resolved, where there is one: the versions that were tested here.
COPY Package.* ./
COPY Sources Sources
COPY Tests Tests
# Swift's own libraries become part of the executables, so that the image below needs no toolchain.
RUN swift build -c release --static-swift-stdlib --product streamer \
    && install -D -s .build/release/streamer /image/streamer \
    && install -m 644 Package.resolved /image/Package.resolved

FROM debian:bookworm-slim
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libavcodec59 libavfilter8 libavformat59 libavutil57 \
        libqrencode4 libswscale6 libzbar0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin glasslab
COPY --from=build /image/streamer /usr/local/bin/streamer
COPY --from=build /image/Package.resolved /usr/share/doc/glasslab/Package.resolved
COPY docker/healthy docker/sbom /usr/local/bin/
ARG VERSION=0
RUN sbom streamer "$VERSION" /usr/share/doc/glasslab/Package.resolved >/usr/share/doc/glasslab/sbom.spdx.json
LABEL org.opencontainers.image.title="glasslab streamer" \
    org.opencontainers.image.version="$VERSION" \
    org.glasslab.sbom="/usr/share/doc/glasslab/sbom.spdx.json"
ENV GLASSLAB_HOST=0.0.0.0 GLASSLAB_PORT=5000
EXPOSE 5000/tcp 5000/udp
USER 10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["/usr/local/bin/healthy"]
ENTRYPOINT ["/usr/local/bin/streamer"]
