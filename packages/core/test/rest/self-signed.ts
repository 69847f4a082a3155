/** A key and its certificate for localhost, which no authority signed; valid for a hundred years. */
export const selfSigned = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgsZK5FJELKQjKeuz/
mKqZCz9PAIW0vquFraF4yH2qwFihRANCAARjdLytWp1EBitMhGz79aPKS/xn5cR0
wurUUkTlv9Ise1PsuY6xTO8oItAHLtfD+XZoy6VBXMIyKfLzmE+cf7YZ
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUNtwZ3Q/GqhNipme8yrNHJIpYvncwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyODE5MjgzMloYDzIxMjYxMTA0
MTkyODMyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARjdLytWp1EBitMhGz79aPKS/xn5cR0wurUUkTlv9Ise1PsuY6xTO8o
ItAHLtfD+XZoy6VBXMIyKfLzmE+cf7YZo2kwZzAdBgNVHQ4EFgQU8XW7zv2cfcTM
Bhmop2e7ukdy+pIwHwYDVR0jBBgwFoAU8XW7zv2cfcTMBhmop2e7ukdy+pIwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIhANnneZtyOBmapit+2IMeY8DNeiiV6cYJk/oHdje5Q/MBAiB9gLP+mOXW
rCZCwjL1euUwDmQGYt3eBk6G8XmvHMlVmw==
-----END CERTIFICATE-----
`,
}
