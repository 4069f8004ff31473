#!/bin/sh
# Regenerates systole.pb.swift and systole.binpb from systole.proto.
# Needs protoc (Debian: protobuf-compiler) and protoc-gen-swift on the PATH; the latter is built by
# `swift build -c release --product protoc-gen-swift` in a checkout of apple/swift-protobuf.
set -eu
cd "$(dirname "$0")"
protoc --swift_out=. --swift_opt=Visibility=Internal --swift_opt=UseAccessLevelOnImports=true systole.proto
protoc --include_imports --descriptor_set_out=systole.binpb systole.proto
