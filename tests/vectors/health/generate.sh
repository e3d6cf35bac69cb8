#!/bin/sh
# Makes the certificates of this folder anew, with GnuPG 2.2.40 and the clock at 2025-01-01.
# Only the secret keys of the revoked ones are needed, and only here: none is kept.
set -eu
cd "$(dirname "$0")"
home=$(mktemp -d /tmp/gXXXXXX)
trap 'gpgconf --homedir "$home" --kill all; rm -r "$home"' EXIT
clock=20250101T000000!
gpg() { command gpg --homedir "$home" --batch --quiet --no-permission-warning \
    --pinentry-mode loopback --passphrase "" --faked-system-time "$clock" "$@"; }
fingerprint() { gpg --with-colons --list-keys "=$1" | awk -F: '/^fpr/ {print $10; exit}'; }

# make NAME PRIMARY-TYPE PRIMARY-SIZE SUBKEY-TYPE SUBKEY-SIZE
make() {
    user="Test vector $1 <$1@example.com>"
    gpg --generate-key <<END
Key-Type: $2
$3
Key-Usage: cert,sign
Subkey-Type: $4
$5
Subkey-Usage: encrypt
Name-Real: Test vector $1
Name-Email: $1@example.com
Expire-Date: 0
%no-protection
END
    gpg --armor --export "=$user" > "$1.asc"
}
rsa() { echo "Key-Length: $1"; }
curve() { echo "Key-Curve: $1"; }
sub() { echo "Subkey-Length: $1"; }
subcurve() { echo "Subkey-Curve: $1"; }

make dsa1024-elgamal DSA "$(rsa 1024)" ELG-E "$(sub 1024)"
make dsa1024-rsa3072 DSA "$(rsa 1024)" RSA "$(sub 3072)"
make dsa2048-rsa3072 DSA "$(rsa 2048)" RSA "$(sub 3072)"
make rsa1024-cv25519 RSA "$(rsa 1024)" ECDH "$(subcurve Curve25519)"
make rsa2048 RSA "$(rsa 2048)" RSA "$(sub 2048)"
make rsa4096 RSA "$(rsa 4096)" RSA "$(sub 4096)"
make ed25519-rsa1024 EDDSA "$(curve Ed25519)" RSA "$(sub 1024)"
make ed25519-elgamal EDDSA "$(curve Ed25519)" ELG-E "$(sub 2048)"
make brainpool ECDSA "$(curve brainpoolP256r1)" ECDH "$(subcurve brainpoolP256r1)"
make secp256k1 ECDSA "$(curve secp256k1)" ECDH "$(subcurve secp256k1)"
make nistp384-nistp521 ECDSA "$(curve nistp384)" ECDH "$(subcurve nistp521)"

# A certificate that names a revoker, and the same after the revoker has revoked it.
make designated EDDSA "$(curve Ed25519)" ECDH "$(subcurve Curve25519)"
make revoker EDDSA "$(curve Ed25519)" ECDH "$(subcurve Curve25519)"
rm revoker.asc
whole=$(fingerprint "Test vector designated <designated@example.com>")
revoker=$(fingerprint "Test vector revoker <revoker@example.com>")
printf 'addrevoker\n%s\ny\nsave\n' "$revoker" |
    gpg --no-batch --no-tty --command-fd 0 --edit-key "$whole"
gpg --armor --export "$whole" > designated.asc
printf 'y\n1\n\ny\n' |
    gpg --no-batch --no-tty --command-fd 0 --desig-revoke "$whole" > "$home/revocation"
gpg --import "$home/revocation"
gpg --armor --export "$whole" > designated-revoked.asc
