using System.Text.Json;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Infra.Registry.Import;
using CyberWatch.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class UsersStepTests : IAsyncLifetime
{
    private static readonly string Rssi = RegistrySeed.EmailOf("rssi-a");
    private static readonly string Operator = RegistrySeed.EmailOf("operator");
    private readonly Cli _cli = new();

    public async ValueTask InitializeAsync()
    {
        await _cli.RegisterAsync(RegisterFile.Site("990000001"));
        await using var registry = _cli.OpenRegistry();
        UserSeed.AddTo(registry);
        await registry.SaveChangesAsync(Token);
    }

    [Fact]
    public async Task A_list_names_accounts_and_open_invitations_without_their_links()
    {
        await _cli.RunAsync("users", "disable", Rssi);
        var invited = await _cli.RunAsync("users", "invite", "neu@ch-a.example", "--role", "rssi", "--finess", "990000001");

        var table = await _cli.RunAsync("users", "list");
        var json = (await _cli.RunAsync("users", "list", "--json")).Lines.Select(line => JsonDocument.Parse(line).RootElement);
        var states = json.ToDictionary(
            line => line.GetProperty("email").GetString()!,
            line => line.GetProperty("state").GetString()
        );

        Assert.Equal(7, states.Count);
        Assert.Equal(("disabled", "active", "invited"), (states[Rssi], states[Operator], states["neu@ch-a.example"]));
        Assert.Contains("region 32", table.Output, StringComparison.Ordinal);
        Assert.Contains("invited until", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(invited.Output.Trim().Split('/')[^1], table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_an_account_takes_its_open_invitations_along_and_is_in_the_trail()
    {
        await _cli.RunAsync("users", "invite", Rssi.ToUpperInvariant(), "--role", "operator");

        var removed = await _cli.RunAsync("users", "remove", Rssi.ToUpperInvariant());
        var again = await _cli.RunAsync("users", "remove", Rssi);
        await using var registry = _cli.OpenRegistry();

        Assert.Equal((0, 2), (removed.Status, again.Status));
        Assert.False(await registry.Users.AnyAsync(row => row.Email == Rssi, Token));
        Assert.Empty(registry.Invitations);
        Assert.Contains("users list", again.Error, StringComparison.Ordinal);
        var entry = registry.Audit.Single(row => row.Action == "user-removed");
        Assert.Equal(Rssi, entry.Subject);
        Assert.StartsWith("command line", entry.Actor, StringComparison.Ordinal);
        Assert.Equal(1, registry.Audit.Count(row => row.Action == "invitation-revoked"));
    }

    [Fact]
    public async Task Whoever_was_only_invited_is_removed_too()
    {
        await _cli.RunAsync("users", "invite", "neu@ch-a.example", "--role", "official");

        var removed = await _cli.RunAsync("users", "remove", "neu@ch-a.example");
        await using var registry = _cli.OpenRegistry();

        Assert.Equal(0, removed.Status);
        Assert.Empty(registry.Invitations);
    }

    [Fact]
    public async Task Disabling_and_enabling_change_the_stamp_that_sessions_bear()
    {
        var before = await UserAsync(Rssi);
        var disabled = await _cli.RunAsync("users", "disable", Rssi);
        var shut = await UserAsync(Rssi);
        var enabled = await _cli.RunAsync("users", "enable", Rssi);
        var open = await UserAsync(Rssi);

        Assert.Equal((0, 0), (disabled.Status, enabled.Status));
        Assert.Equal((true, false), (AccountDesk.IsDisabled(shut.LockoutEnd), AccountDesk.IsDisabled(open.LockoutEnd)));
        Assert.NotEqual(before.SecurityStamp, shut.SecurityStamp);
        await using var registry = _cli.OpenRegistry();
        Assert.Equal(
            ["user-disabled", "user-enabled"],
            registry.Audit.Where(row => row.Subject == Rssi).OrderBy(row => row.Id).Select(row => row.Action)
        );
    }

    [Fact]
    public async Task A_lost_second_factor_is_taken_away_with_key_and_codes()
    {
        await using (var registry = _cli.OpenRegistry())
        {
            var user = await registry.Users.SingleAsync(row => row.Email == Rssi, Token);
            user.TwoFactorEnabled = true;
            registry.UserTokens.Add(
                new IdentityUserToken<Guid>
                {
                    UserId = user.Id,
                    LoginProvider = "a",
                    Name = "key",
                }
            );
            await registry.SaveChangesAsync(Token);
        }

        var before = await UserAsync(Rssi);
        var reset = await _cli.RunAsync("users", "reset-second-factor", Rssi);
        var after = await UserAsync(Rssi);
        await using var kept = _cli.OpenRegistry();

        Assert.Equal(0, reset.Status);
        Assert.False(after.TwoFactorEnabled);
        Assert.Empty(kept.UserTokens);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        Assert.Equal(Rssi, kept.Audit.Single(row => row.Action == "code-reset").Subject);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("disable")]
    public async Task The_last_operator_stays_until_there_is_another(string verb)
    {
        var before = await UserAsync(Operator);
        var refused = await _cli.RunAsync("users", verb, Operator);
        var after = await UserAsync(Operator);
        await PromoteAsync(RegistrySeed.EmailOf("official"));
        var done = await _cli.RunAsync("users", verb, Operator);

        Assert.Equal((2, 0), (refused.Status, done.Status));
        Assert.Contains("last operator", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before.SecurityStamp, after.SecurityStamp);
    }

    [Fact]
    public async Task An_invitation_neither_opens_what_was_disabled_nor_takes_the_last_operator_away()
    {
        await _cli.RunAsync("users", "disable", Rssi);

        var shut = await _cli.RunAsync("users", "invite", Rssi, "--role", "rssi", "--finess", "990000001");
        var demoted = await _cli.RunAsync("users", "invite", Operator, "--role", "official");
        var renewed = await _cli.RunAsync("users", "invite", Operator, "--role", "operator");

        Assert.Equal((2, 2, 0), (shut.Status, demoted.Status, renewed.Status));
        Assert.Contains("users enable", shut.Error, StringComparison.Ordinal);
        Assert.Contains("last operator", demoted.Error, StringComparison.Ordinal);
        Assert.Contains("new password", renewed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_invited_again_has_one_link_with_the_role_of_the_last()
    {
        await _cli.RunAsync("users", "invite", "neu@ch-a.example", "--role", "operator");
        await _cli.RunAsync("users", "invite", "Neu@ch-a.example", "--role", "official");

        await using var registry = _cli.OpenRegistry();
        Assert.Equal(UserRole.Official, (await registry.Invitations.SingleAsync(Token)).Role);
        Assert.Equal(1, registry.Audit.Count(row => row.Action == "invitation-revoked"));
    }

    [Fact]
    public async Task Help_says_what_becomes_of_a_forgotten_password()
    {
        var help = await _cli.RunBareAsync("users", "--help");

        Assert.Contains("forgotten password", help.Output, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _cli.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<User> UserAsync(string email)
    {
        await using var registry = _cli.OpenRegistry();
        return await registry.Users.AsNoTracking().SingleAsync(row => row.Email == email, Token);
    }

    private async Task PromoteAsync(string email)
    {
        await using var registry = _cli.OpenRegistry();
        (await registry.Users.SingleAsync(row => row.Email == email, Token)).Role = UserRole.Operator;
        await registry.SaveChangesAsync(Token);
    }
}
