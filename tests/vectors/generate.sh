#!/bin/sh
# Makes the keys of this folder anew, with GnuPG 2.2 or later. They exist for tests only and have
# no passphrase: never use them for anything else.
set -eu
cd "$(dirname "$0")"
GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill all; rm -rf "$GNUPGHOME"' EXIT
make() { # name, primary algorithm, subkey algorithm
    gpg --batch --quiet --passphrase '' --faked-system-time 20250101T000000! \
        --quick-generate-key "Test vector $1 <$1@example.com>" "$2" cert,sign never
    fingerprint=$(gpg --batch --with-colons --list-keys "$1@example.com" | awk -F: '/^fpr/ {print $10; exit}')
    gpg --batch --quiet --passphrase '' --faked-system-time 20250101T000000! \
        --quick-add-key "$fingerprint" "$3" encr never
    gpg --batch --armor --export "$fingerprint" > "$1.asc"
    gpg --batch --armor --export-secret-keys "$fingerprint" > "$1.secret.asc"
}
make rsa3072 rsa3072 rsa3072
make cv25519 ed25519 cv25519
make nistp256 nistp256 nistp256
