using CliWrap;
using CliWrap.Buffered;

namespace CyberWatch.EndToEnd.Lab;

/// <summary>The lab itself: what stands in it, and that nothing leaves it.</summary>
public sealed class LabTests(LabFixture lab)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_route_leads_out_of_it()
    {
        await lab.StartedAsync(Token);

        var routes = await LabFixture.Inside("ip", "route").ExecuteBufferedAsync(Token);
        var outside = await LabFixture
            .Inside("ip", "route", "get", "192.0.2.1")
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Token);

        Assert.DoesNotContain("default", routes.StandardOutput, StringComparison.Ordinal);
        Assert.False(outside.IsSuccess);
    }

    [Theory]
    [InlineData("ch-montclar.example", "NOERROR", true)]
    [InlineData("trois-etangs.example", "NOERROR", false)]
    [InlineData("vieux-moulin-recherche.example", "SERVFAIL", false)]
    public async Task Its_resolver_validates(string zone, string status, bool authentic)
    {
        var settings = await lab.StartedAsync(Token);

        var answer = await LabFixture
            .Inside("kdig", $"@{settings.Resolver}", zone, "SOA", "+dnssec", "+noall", "+header")
            .ExecuteBufferedAsync(Token);

        Assert.Contains($"status: {status}", answer.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(authentic, answer.StandardOutput.Contains(" ad;", StringComparison.Ordinal));
    }
}
