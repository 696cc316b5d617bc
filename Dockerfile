# One static binary that runs as nobody in particular: docker build -t entente .
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
COPY loader/article/nodates/go.mod loader/article/nodates/
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /entente ./cmd/entente

# The static image brings certificate authorities, which loading from https addresses needs.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /entente /entente
USER nonroot:nonroot
EXPOSE 8080
ENTRYPOINT ["/entente"]
CMD ["serve", "--listen", "0.0.0.0:8080"]
