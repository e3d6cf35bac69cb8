#!/bin/sh
# Makes the keys of this folder that GnuPG 2.2 can make: all of them, or the named ones only. They
# exist for tests and have no passphrase: never use them for anything else.
set -eu
cd "$(dirname "$0")"
GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill all; rm -rf "$GNUPGHOME"' EXIT
wanted=" $* "
quiet_gpg() {
    gpg --batch --quiet --passphrase '' --faked-system-time 20250101T000000! "$@"
}
make() { # name, primary algorithm, its usage, subkey algorithms
    name=$1 primary=$2 usage=$3
    shift 3
    case $wanted in "  " | *" $name "*) ;; *) return 0 ;; esac
    case $primary in
    rsa8192)
        # Not for --quick-generate-key, which stops at 4096.
        printf '%%no-protection\nKey-Type: RSA\nKey-Length: 8192\nKey-Usage: cert sign\nSubkey-Type: RSA\nSubkey-Length: 8192\nSubkey-Usage: encrypt\nName-Real: Test vector %s\nName-Email: %s@example.com\nExpire-Date: 0\n%%commit\n' \
            "$name" "$name" | quiet_gpg --enable-large-rsa --generate-key ;;
    *)
        # shellcheck disable=SC2086 # two words or none
        quiet_gpg $preferences --quick-generate-key "Test vector $name <$name@example.com>" "$primary" "$usage" never ;;
    esac
    fingerprint=$(gpg --batch --with-colons --list-keys "$name@example.com" | awk -F: '/^fpr/ {print $10; exit}')
    for subkey in "$@"; do
        quiet_gpg --quick-add-key "$fingerprint" "$subkey" encr never
    done
    gpg --batch --armor --export "$fingerprint" > "$name.asc"
    gpg --batch --armor --export-secret-keys "$fingerprint" > "$name.secret.asc"
}
preferences=
make rsa2048 rsa2048 cert,sign rsa2048
make rsa3072 rsa3072 cert,sign rsa3072
make rsa4096 rsa4096 cert,sign rsa4096
make rsa8192 rsa8192 cert,sign
make nistp256 nistp256 cert,sign nistp256
make nistp384 nistp384 cert,sign nistp384
make nistp521 nistp521 cert,sign nistp521
make cv25519 ed25519 cert,sign cv25519
# A certificate in the middle of a change, as vendors publish them: both subkeys are good.
make two-subkeys ed25519 cert,sign rsa3072 cv25519
# No subkey: the primary key is flagged for encryption itself.
make primary-encrypts rsa3072 cert,sign,encr
# Its list of ciphers has none that the library writes. AES-128 is implied.
preferences='--default-preference-list S13,S3'
make odd-preferences ed25519 cert,sign cv25519
