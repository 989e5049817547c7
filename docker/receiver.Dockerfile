# syntax=docker/dockerfile:1
# The receiver as an image, with the launcher and glasslab: measures from wherever a container runs; keep /data.
#
#     scripts/update-image -f docker/receiver.Dockerfile -t TAG
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
RUN for product in receiver start-task-and-client glasslab; do \
        swift build -c release --static-swift-stdlib --product "$product" || exit 1; \
        install -D -s ".build/release/$product" "/image/$product" || exit 1; \
    done \
    && install -m 644 Package.resolved /image/Package.resolved

FROM debian:bookworm-slim
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libavcodec59 libavfilter8 libavformat59 libavutil57 \
        libqrencode4 libswscale6 libzbar0 \
        libsqlite3-0 sqlite3 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin glasslab
COPY --from=build /image/receiver /image/start-task-and-client /image/glasslab /usr/local/bin/
COPY --from=build /image/Package.resolved /usr/share/doc/glasslab/Package.resolved
COPY docker/sbom /usr/local/bin/
ARG VERSION=0
RUN sbom receiver "$VERSION" /usr/share/doc/glasslab/Package.resolved >/usr/share/doc/glasslab/sbom.spdx.json \
    && install -d -o 10001 -g 0 /data
LABEL org.opencontainers.image.title="glasslab receiver" \
    org.opencontainers.image.version="$VERSION" \
    org.glasslab.sbom="/usr/share/doc/glasslab/sbom.spdx.json"
# All that is written: the store, what is open for a while, and the journal of tasks that the launcher started, by which
# the next one stops those that are left. Mount something that stays.
VOLUME /data
WORKDIR /data
ENV GLASSLAB_DB=/data/glasslab.sqlite TMPDIR=/data XDG_STATE_HOME=/data
USER 10001
STOPSIGNAL SIGTERM
# It runs until its measurement ends; there is nothing that could be asked whether it is well.
HEALTHCHECK NONE
ENTRYPOINT ["/usr/local/bin/receiver"]
