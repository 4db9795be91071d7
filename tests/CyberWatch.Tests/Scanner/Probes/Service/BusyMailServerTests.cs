using CyberWatch.Infra.Catalogue;
using CyberWatch.Rules.Engine;
using CyberWatch.Scanner.Probes.Service.Questions;

namespace CyberWatch.Tests.Scanner.Probes.Service;

public class BusyMailServerTests
{
    private static readonly Rule WithoutStarttls = RuleCatalogue
        .Load(RuleCatalogue.DefaultFolder)
        .OrThrow()
        .Find("service.smtp-without-starttls")!;

    [Theory]
    [InlineData("421 4.4.5 busy with you already, come back later\r\n")]
    [InlineData("450 4.7.1 slow down\r\n")]
    [InlineData("250-mx.hopital-nord.example\r\n421 4.4.5 busy\r\n")]
    [InlineData("554 no SMTP for you\r\n")]
    [InlineData("")]
    public void Mail_421_is_not_no_starttls(string heard) =>
        Assert.NotEqual(Verdict.Match, WithoutStarttls.Judge(FactsOf(heard)));

    [Fact]
    public void Whole_list_without_starttls_is_a_match() =>
        Assert.Equal(Verdict.Match, WithoutStarttls.Judge(FactsOf("250-mx.hopital-nord.example\r\n250 SIZE 1000\r\n")));

    [Fact]
    public void List_with_starttls_is_clean() =>
        Assert.Equal(Verdict.Clean, WithoutStarttls.Judge(FactsOf("250-mx.hopital-nord.example\r\n250 STARTTLS\r\n")));

    private static Dictionary<string, object?> FactsOf(string heard)
    {
        var known = MailQuestion.Read("smtp", System.Text.Encoding.ASCII.GetBytes(heard), insideTls: false);
        return new(known.More) { ["service"] = known.Service, ["tunnel"] = known.Tunnel };
    }
}
