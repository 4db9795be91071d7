using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes.Http;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Probes.Http;

public class HttpProbeTests : HttpProbeRun
{
    [Fact]
    public async Task Site_of_today_is_described_whole()
    {
        string[] headers =
        [
            "Strict-Transport-Security: max-age=31536000; includeSubDomains",
            "Content-Security-Policy: default-src 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options: nosniff",
            "Set-Cookie: PHPSESSID=1; Secure",
            "Server: Apache/2.4.57 (Debian)",
            "X-Powered-By: PHP/8.2.7",
        ];

        var facts = await FactsAsync(
            plain: _ => WebServer.Redirect($"https://{Name}/"),
            secure: head => WebServer.PathOf(head) == "/" ? WebServer.Page(Home, headers) : WebServer.NotFound
        );

        Assert.Equal(true, facts["http_to_https"]);
        Assert.Equal(false, facts["http_html"]);
        Assert.Equal(false, facts["https_refused"]);
        Assert.Equal($"https://{Name}/", facts["final_url"]);
        Assert.Equal(31536000d, facts["hsts_max_age"]);
        Assert.Equal(false, facts["csp_unsafe_script"]);
        Assert.Equal(true, facts["framing_denied"]);
        Assert.Equal(true, facts["nosniff"]);
        Assert.Null(facts["referrer_policy"]);
        Assert.Equal(["PHPSESSID"], (IReadOnlyList<string>)facts["session_cookies_readable"]!);
        Assert.Empty((IReadOnlyList<string>)facts["session_cookies_not_secure"]!);
        Assert.Equal("apache", facts["server_product"]);
        Assert.Equal("2.4.57", facts["server_version"]);
        Assert.Equal(true, facts["distribution_banner"]);
        Assert.Equal("8.2.7", facts["php_version"]);
        Assert.Equal("Centre hospitalier", facts["title"]);
        Assert.Equal(false, facts["everything_answers_200"]);
        Assert.Equal(false, facts["git_exposed"]);
        Assert.Equal(false, facts["env_exposed"]);
        Assert.Equal(false, facts["cors_reflects"]);
        Assert.Equal("absent", facts["security_txt"]);
        Assert.Equal(false, facts["blocked"]);
        Assert.InRange(_heads.Count, 10, SiteClient.MostRequests);
        Assert.All(_heads, head => Assert.Contains("X-CyberWatch-Request: ", head, StringComparison.Ordinal));
        Assert.All(
            _heads,
            head => Assert.Contains("User-Agent: CyberWatch/1.0 (+https://cert.example/scan)", head, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("closed", null)]
    [InlineData("cut", "HTTP/1.1 200")]
    [InlineData("half", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")]
    [InlineData("empty_head", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("rate", "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n")]
    public async Task Case_http_headers_of_no_answer_states_no_header_and_no_absence(string id, string? octets)
    {
        var answer = Assert.Single(await AskAsync(plain: _ => octets, secure: _ => octets)).Answer;

        var stated = answer is ProbeAnswer.Facts facts ? facts.Values.Keys : [];
        Assert.DoesNotContain(stated, fact => AboutHeaders.Contains(fact));
        Assert.DoesNotContain("git_exposed", stated);
        Assert.True(answer is ProbeAnswer.NoAnswer || id is "empty_head" or "rate");
    }

    [Fact]
    public async Task Case_http_waf_block_page_200_is_neither_presence_nor_absence()
    {
        var number = 4711;

        var facts = await FactsAsync(
            plain: null,
            secure: head =>
                WebServer.PathOf(head) == "/"
                    ? WebServer.Page(Home)
                    : WebServer.Page(
                        $"<html><head><title>Acces refuse</title></head><body>Votre demande n'a pas ete transmise. Dossier no {number++}-0815</body></html>"
                    )
        );

        Assert.Equal(true, facts["everything_answers_200"]);
        Assert.DoesNotContain("git_exposed", facts.Keys);
        Assert.DoesNotContain("env_exposed", facts.Keys);
        Assert.DoesNotContain("phpinfo", facts.Keys);
        Assert.DoesNotContain("security_txt", facts.Keys);
    }

    [Fact]
    public async Task A_real_file_is_found_even_where_everything_answers_200()
    {
        var facts = await FactsAsync(
            plain: null,
            secure: head =>
                WebServer.PathOf(head) switch
                {
                    "/.git/HEAD" => WebServer.File("ref: refs/heads/main\n"),
                    "/.git/config" => WebServer.File("[core]\n\trepositoryformatversion = 0\n"),
                    _ => WebServer.Page(Home),
                }
        );

        Assert.Equal(true, facts["git_exposed"]);
    }

    [Fact]
    public async Task A_trap_that_gives_every_path_what_it_hopes_for_proves_nothing()
    {
        var facts = await FactsAsync(plain: null, secure: _ => WebServer.File("ref: refs/heads/main\n"));

        Assert.DoesNotContain("git_exposed", facts.Keys);
    }

    [Fact]
    public async Task What_lies_open_is_told_by_its_grammar_and_secrets_are_not_kept()
    {
        var findings = await AskAsync(
            plain: null,
            secure: head =>
                WebServer.PathOf(head) switch
                {
                    "/" => WebServer.Page(Home.Replace("Bienvenue", "<a href=/documents/x.pdf>x</a>", StringComparison.Ordinal)),
                    "/.env" => WebServer.File("APP_ENV=production\nDB_PASSWORD=tres-secret\n"),
                    "/.svn/entries" => WebServer.File("12\n"),
                    "/documents/" => WebServer.Page("<title>Index of /documents/</title><a href=\"../\">../</a>"),
                    "/phpinfo.php" => WebServer.Page("<title>PHP 8.2 - phpinfo()</title><h1>PHP Version 8.2.7</h1>"),
                    "/server-status" => WebServer.Page("<h1>Apache Server Status for www</h1><dt>Server uptime: 3 days</dt>"),
                    "/actuator" => WebServer.File("{\"_links\":{\"self\":{},\"env\":{}}}", "application/json"),
                    "/backup.zip" => WebServer.File("PK\u0003\u0004rest"),
                    "/error.log" => WebServer.File("2026/11/26 08:00:00 [error] 12#12: *1 open() failed\n"),
                    "/id_rsa" => WebServer.File("-----BEGIN OPENSSH PRIVATE KEY-----\n"),
                    "/openapi.json" => WebServer.File("{\"openapi\":\"3.1.0\",\"paths\":{}}", "application/json"),
                    _ => WebServer.NotFound,
                }
        );

        var facts = DeclaredFacts.Of(findings);
        Assert.Equal(true, facts["env_exposed"]);
        Assert.Equal(["APP_ENV", "DB_PASSWORD"], (IReadOnlyList<string>)facts["env_keys"]!);
        Assert.DoesNotContain("tres-secret", System.Text.Json.JsonSerializer.Serialize(facts), StringComparison.Ordinal);
        Assert.Equal(true, facts["svn_exposed"]);
        Assert.Equal(["/documents/"], (IReadOnlyList<string>)facts["directory_listing"]!);
        Assert.Equal(["/phpinfo.php"], (IReadOnlyList<string>)facts["phpinfo"]!);
        Assert.Equal(true, facts["server_status"]);
        Assert.Equal(true, facts["actuator_exposed"]);
        Assert.Equal(["/backup.zip"], (IReadOnlyList<string>)facts["backup_exposed"]!);
        Assert.Equal(["/error.log"], (IReadOnlyList<string>)facts["log_exposed"]!);
        Assert.Equal(["/id_rsa"], (IReadOnlyList<string>)facts["private_key_exposed"]!);
        Assert.Equal(["/openapi.json"], (IReadOnlyList<string>)facts["api_document"]!);
        Assert.InRange(_heads.Count, 10, SiteClient.MostRequests);
        Assert.Contains($"curl -sSik --resolve {Name}:443:127.0.0.1 https://{Name}/.env", findings[0].Replay);
    }

    [Fact]
    public async Task A_403_to_everything_is_a_block_and_says_nothing_of_the_site()
    {
        var facts = await FactsAsync(
            plain: null,
            secure: _ => WebServer.Answer("403 Forbidden", "non", ["Content-Type: text/html"])
        );

        Assert.Equal(true, facts["blocked"]);
        Assert.DoesNotContain("git_exposed", facts.Keys);
        Assert.DoesNotContain("csp", facts.Keys);
    }

    [Fact]
    public async Task Reflected_origins_with_credentials_are_seen_twice()
    {
        var facts = await FactsAsync(
            plain: null,
            secure: head =>
                head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Origin: ", StringComparison.Ordinal)) is { } origin
                    ? WebServer.Page(
                        Home,
                        $"Access-Control-Allow-Origin: {origin[8..]}",
                        "Access-Control-Allow-Credentials: true"
                    )
                    : WebServer.Page(Home)
        );

        Assert.Equal(true, facts["cors_reflects"]);
    }

    [Fact]
    public async Task A_body_without_end_is_cut_and_the_rest_is_told()
    {
        var facts = await FactsAsync(
            plain: null,
            secure: head => WebServer.PathOf(head) == "/" ? WebServer.Page(Home + new string('<', 2_000_000)) : WebServer.NotFound
        );

        Assert.Equal("Centre hospitalier", facts["title"]);
    }
}
