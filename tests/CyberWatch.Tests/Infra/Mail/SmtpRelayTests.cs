using System.Globalization;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Mail;

/// <summary>Through a real SMTP server with STARTTLS, sign-in and a private authority.</summary>
public sealed class SmtpRelayTests : IAsyncLifetime
{
    private readonly RealMailServer _server = new();
    private TemporaryData _data = null!;

    public async ValueTask InitializeAsync() => _data = await TemporaryData.WithRegistryAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task What_arrives_is_what_was_written()
    {
        await using var post = Post(("Mail:Authorities", _server.AuthorityIn(_data.Path)));
        var letter = (await post.PlanAsync(1))[0];

        await post.DrainAsync();

        var mail = ReadMail.Of(Assert.Single(_server.Taken));
        Assert.Equal("Semaine 2026-W47 : rien de nouveau, l’été", mail.Header("Subject"));
        Assert.Equal($"<{letter.MessageId}>", mail.Raw("Message-Id"));
        Assert.Equal("Sécurité <rssi0001@ch-bezac.example>", mail.Header("To"));
        Assert.Equal("Vérifié : finess:990000001", mail.Parts[0].Text.Trim());
        Assert.Contains("<p>Vérifié : finess:990000001</p>", mail.Parts[1].Text, StringComparison.Ordinal);
        Assert.Equal(LetterState.Sent, await post.StateAsync(letter));
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_gets_no_letter_and_no_password()
    {
        await using var post = Post();
        await post.PlanAsync(1);

        await post.DrainAsync();

        Assert.Empty(_server.Taken);
        var fault = post.Get<CarrierRest>().Fault!;
        Assert.Equal("relay-misconfigured", fault.Word);
        Assert.Contains("Mail:Authorities", fault.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_gets_no_letter()
    {
        await using var post = Post(("Mail:Authorities", _server.AuthorityIn(_data.Path)), ("Mail:Host", "127.0.0.1"));
        await post.PlanAsync(1);

        await post.DrainAsync();

        Assert.Empty(_server.Taken);
        Assert.Equal("relay-misconfigured", post.Get<CarrierRest>().Fault!.Word);
    }

    [Fact]
    public async Task A_wrong_password_is_told_to_the_operator_and_costs_no_letter_a_try()
    {
        await using var post = Post(("Mail:Authorities", _server.AuthorityIn(_data.Path)), ("Mail:Password", "faux"));
        await post.PlanAsync(1);

        await post.DrainAsync();

        Assert.Empty(_server.Taken);
        var row = Assert.Single(await post.LettersAsync());
        Assert.Equal((LetterState.Planned, 0), (row.State, row.Attempts));
        Assert.StartsWith("relay-misconfigured: signing in failed", row.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("faux", row.Error!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_without_STARTTLS_gets_nothing_in_clear()
    {
        await using var stub = new SmtpStub();
        await using var post = Post(("Mail:Port", stub.Port.ToString(CultureInfo.InvariantCulture)));
        await post.PlanAsync(1);

        await post.DrainAsync();

        Assert.Empty(stub.Taken);
        Assert.Contains("STARTTLS is required", post.Get<CarrierRest>().Fault!.Said, StringComparison.Ordinal);
    }

    private Posting Post(params (string, string)[] settings) =>
        new(
            _data,
            TimeProvider.System,
            [
                ("Mail:Host", "localhost"),
                ("Mail:Port", _server.Port.ToString(CultureInfo.InvariantCulture)),
                ("Mail:User", RealMailServer.User),
                ("Mail:Password", RealMailServer.Password),
                ("Mail:From", "CyberWatch <veille@cyberwatch.example>"),
                .. settings,
            ]
        );
}
