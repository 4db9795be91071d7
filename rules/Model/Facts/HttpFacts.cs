namespace CyberWatch.Rules.Model.Facts;

/// <summary>What the http probe states about one site: where it leads, its headers, cookies, and what lies open.</summary>
public static class HttpFacts
{
    public static readonly IReadOnlyList<FactDeclaration> All =
    [
        new("http_answers", FactKind.Flag, AssetKind.Site, "port 80 gave a complete HTTP answer"),
        new("https_answers", FactKind.Flag, AssetKind.Site, "port 443 gave a complete HTTP answer"),
        new("https_refused", FactKind.Flag, AssetKind.Site, "port 443 refused the connection, and the refusal was seen"),
        new("http_html", FactKind.Flag, AssetKind.Site, "port 80 itself gives an HTML page of 200, without leading elsewhere"),
        new("http_to_https", FactKind.Flag, AssetKind.Site, "port 80 leads to https, by status or meta refresh"),
        new("final_url", FactKind.Text, AssetKind.Site, "where the redirects that we may follow ended"),
        new("final_status", FactKind.Number, AssetKind.Site, "status of the final answer"),
        new("final_scheme", FactKind.Text, AssetKind.Site, "http or https", ["http", "https"]),
        new("redirects", FactKind.TextList, AssetKind.Site, "each step of the way"),
        new(
            "redirect_outside",
            FactKind.Text,
            AssetKind.Site,
            "the first step that leads out of the perimeter, not followed; null when there is none"
        ),
        new("title", FactKind.Text, AssetKind.Site, "title of the final page, at most 200 characters"),
        new("server", FactKind.Text, AssetKind.Site, "Server header"),
        new("powered_by", FactKind.Text, AssetKind.Site, "X-Powered-By header"),
        new("generator", FactKind.Text, AssetKind.Site, "generator of the page"),
        new("server_product", FactKind.Text, AssetKind.Site, "product of the Server header, lower case"),
        new("server_version", FactKind.Text, AssetKind.Site, "version of the Server header"),
        new("php_version", FactKind.Text, AssetKind.Site, "version of PHP by X-Powered-By"),
        new("distribution_banner", FactKind.Flag, AssetKind.Site, "the banner names a distribution, which backports fixes"),
        new("favicon_sha256", FactKind.Text, AssetKind.Site, "fingerprint of /favicon.ico"),
        new("hsts_max_age", FactKind.Number, AssetKind.Site, "seconds; null when the header is absent or broken"),
        new("csp", FactKind.Text, AssetKind.Site, "policies, joined by a comma; null when absent"),
        new(
            "csp_unsafe_script",
            FactKind.Flag,
            AssetKind.Site,
            "scripts are allowed inline or from anywhere in all policies together"
        ),
        new("framing_denied", FactKind.Flag, AssetKind.Site, "frame-ancestors, or X-Frame-Options DENY or SAMEORIGIN"),
        new("nosniff", FactKind.Flag, AssetKind.Site, "X-Content-Type-Options: nosniff"),
        new("referrer_policy", FactKind.Text, AssetKind.Site, "Referrer-Policy; null when absent"),
        new("session_cookies", FactKind.TextList, AssetKind.Site, "names of cookies that look like sessions"),
        new("session_cookies_not_secure", FactKind.TextList, AssetKind.Site, "those without Secure"),
        new("session_cookies_readable", FactKind.TextList, AssetKind.Site, "those without HttpOnly"),
        new("samesite_none_not_secure", FactKind.TextList, AssetKind.Site, "cookies with SameSite=None and without Secure"),
        new("cors_reflects", FactKind.Flag, AssetKind.Site, "two random origins came back with credentials allowed"),
        new("http_scripts", FactKind.TextList, AssetKind.Site, "scripts of an https page that are fetched over http"),
        new("password_form_over_http", FactKind.Flag, AssetKind.Site, "a password input on a page that was fetched over http"),
        new("form_over_http", FactKind.Flag, AssetKind.Site, "any form on a page that was fetched over http"),
        new(
            "everything_answers_200",
            FactKind.Flag,
            AssetKind.Site,
            "a random path gives 200 or a redirect to 200, so that a page proves nothing by its status"
        ),
        new("blocked", FactKind.Flag, AssetKind.Site, "a block page of a filter, a 403 to everything or a 429 was seen"),
        new("git_exposed", FactKind.Flag, AssetKind.Site, "/.git/HEAD and /.git/config both parse"),
        new("svn_exposed", FactKind.Flag, AssetKind.Site, "/.svn/entries or wc.db parses"),
        new("env_exposed", FactKind.Flag, AssetKind.Site, "/.env has the grammar of key=value"),
        new("env_keys", FactKind.TextList, AssetKind.Site, "names of the keys in it; values are never kept"),
        new("backup_exposed", FactKind.TextList, AssetKind.Site, "paths of archives or dumps by their magic bytes"),
        new("directory_listing", FactKind.TextList, AssetKind.Site, "paths that show an index of a folder"),
        new("phpinfo", FactKind.TextList, AssetKind.Site, "paths that show phpinfo, by two markers"),
        new("server_status", FactKind.Flag, AssetKind.Site, "/server-status shows the page of Apache, by two markers"),
        new("actuator_exposed", FactKind.Flag, AssetKind.Site, "/actuator lists its endpoints"),
        new("log_exposed", FactKind.TextList, AssetKind.Site, "paths of log files by their line grammar"),
        new("private_key_exposed", FactKind.TextList, AssetKind.Site, "paths of files with a PEM private key"),
        new("debug_page", FactKind.Text, AssetKind.Site, "the framework whose stack trace is shown; null when none"),
        new("api_document", FactKind.TextList, AssetKind.Site, "paths of OpenAPI documents that parse"),
        new(
            "security_txt",
            FactKind.Text,
            AssetKind.Site,
            "absent, valid, expired or invalid (RFC 9116)",
            ["absent", "valid", "expired", "invalid"]
        ),
        new("default_page", FactKind.Text, AssetKind.Site, "the product whose default page is shown; null when none"),
        new("login_page", FactKind.Flag, AssetKind.Site, "a password input on the final page"),
    ];
}
