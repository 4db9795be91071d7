using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net.Dns;
using CyberWatch.Scanner.Probes.Http;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Probes.Http;

public class HttpRedirectTests : HttpProbeRun
{
    [Fact]
    public async Task Redirect_out_of_the_perimeter_is_named_and_not_taken()
    {
        var facts = await FactsAsync(plain: null, secure: _ => WebServer.Redirect("https://sso.editeur.example/login"));

        Assert.Equal("https://sso.editeur.example/login", facts["redirect_outside"]);
        Assert.Equal(301d, facts["final_status"]);
        Assert.DoesNotContain("csp", facts.Keys);
        Assert.All(_dialer.Asked, target => Assert.Equal(Name, target.Name));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:pass@www.hopital-nord.example/")]
    public async Task Redirect_to_what_the_guard_denies_is_never_connected_to(string to)
    {
        _guard.Deny = question => IPAddress.IsLoopback(question.Address) ? null : "outside";

        await FactsAsync(plain: null, secure: _ => WebServer.Redirect(to));

        Assert.All(_dialer.Asked, target => Assert.True(IPAddress.IsLoopback(target.Address)));
    }

    [Fact]
    public async Task Redirect_to_another_covered_name_goes_to_the_address_that_our_resolver_gives()
    {
        var facts = await FactsAsync(
            plain: null,
            secure: head =>
                head.Contains($"Host: {Name}", StringComparison.Ordinal)
                    ? WebServer.Redirect("https://portail.hopital-nord.example/")
                    : WebServer.Page(Home),
            resolver: new OneAddress()
        );

        Assert.Equal("https://portail.hopital-nord.example/", facts["final_url"]);
        Assert.Contains(_guard.Learned, lead => lead.Of == "portail.hopital-nord.example");
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        var facts = await FactsAsync(
            plain: null,
            secure: head => WebServer.Redirect(WebServer.PathOf(head) == "/a" ? "/b" : "/a")
        );

        Assert.DoesNotContain("title", facts.Keys);
        Assert.InRange(_heads.Count, 1, SiteClient.MostRequests);
    }

    [Fact]
    public async Task Form_over_http_with_a_closed_https_port_is_said()
    {
        var facts = await FactsAsync(
            plain: head =>
                WebServer.PathOf(head) == "/" ? WebServer.Page("<form><input type=password></form>") : WebServer.NotFound,
            secure: null
        );

        Assert.Equal(true, facts["http_html"]);
        Assert.Equal(true, facts["https_refused"]);
        Assert.Equal(false, facts["http_to_https"]);
        Assert.Equal(true, facts["password_form_over_http"]);
        Assert.Equal("http", facts["final_scheme"]);
        Assert.DoesNotContain("hsts_max_age", facts.Keys);
    }

    [Fact]
    public async Task Both_ports_refused_is_a_refusal() =>
        Assert.Equal(Silence.Refused, DeclaredFacts.SilenceOf(await AskAsync(plain: null, secure: null)));

    private sealed class OneAddress : IResolver
    {
        public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) =>
            Task.FromResult<DnsAnswer>(
                new DnsAnswer.Reply(
                    ResponseCode.NoError,
                    [new DnsRecord.Address(name, RecordType.A, 60, IPAddress.Loopback)],
                    [],
                    []
                )
            );

        public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
