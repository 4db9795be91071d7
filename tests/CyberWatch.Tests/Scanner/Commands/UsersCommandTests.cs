using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Infra.Registry.Import;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class UsersCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    [Fact]
    public async Task An_invitation_prints_a_link_and_keeps_only_the_hash_of_its_token()
    {
        await RegisterAsync();

        var result = await _cli.RunAsync([
            "users",
            "invite",
            "rssi@ch-a.example",
            "--role",
            "rssi",
            "--finess",
            "990000001",
            "2a0000001",
        ]);
        await using var registry = _cli.OpenRegistry();
        var invitation = registry.Invitations.Single();
        var token = result.Output.Trim().Split('/')[^1];

        Assert.Equal(0, result.Status);
        Assert.StartsWith("http://localhost:5080/invitation/", result.Output, StringComparison.Ordinal);
        Assert.Equal(43, token.Length);
        Assert.Equal(InvitationTokens.HashOf(token), invitation.TokenHash);
        Assert.Equal(TimeSpan.FromDays(7), invitation.ExpiresAt - invitation.CreatedAt);
        Assert.Equal((UserRole.Rssi, "990000001 2A0000001"), (invitation.Role, invitation.Finess));
        Assert.Equal("rssi@ch-a.example", registry.Audit.Single(row => row.Action == "user-invited").Subject);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false, "--Dashboard:PublicAddress=https://cyberwatch.example")]
    public async Task A_link_that_opens_on_this_machine_only_says_so(bool isSaid, params string[] settings)
    {
        var result = await _cli.RunAsync(["users", "invite", "a@ch-a.example", "--role", "operator", .. settings]);

        Assert.Equal(0, result.Status);
        Assert.Equal(isSaid, result.Error.Contains("set Dashboard:PublicAddress", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--role", "regional")]
    [InlineData("--role", "regional", "--region", "99")]
    [InlineData("--role", "rssi")]
    [InlineData("--role", "direction", "--finess", "990000009")]
    [InlineData("--role", "operator", "--finess", "990000001")]
    [InlineData("--role", "official", "--region", "84")]
    [InlineData("--role", "king")]
    public async Task A_role_without_what_it_needs_is_bad_input(params string[] options)
    {
        await RegisterAsync();

        var result = await _cli.RunAsync(["users", "invite", "a@ch-a.example", .. options]);
        await using var registry = _cli.OpenRegistry();

        Assert.Equal(2, result.Status);
        Assert.NotEmpty(result.Error);
        Assert.Empty(result.Output);
        Assert.Empty(registry.Invitations);
    }

    [Fact]
    public async Task The_link_begins_with_the_public_address_of_the_dashboard()
    {
        var result = await _cli.RunAsync(
            "users",
            "invite",
            "a@ch-a.example",
            "--role",
            "operator",
            "--Dashboard:PublicAddress=https://cyberwatch.example/"
        );

        Assert.StartsWith("https://cyberwatch.example/invitation/", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private Task RegisterAsync() =>
        _cli.RegisterAsync(RegisterFile.Site("990000001"), RegisterFile.Site("2A0000001", "2A", "20000 AJACCIO"));
}
