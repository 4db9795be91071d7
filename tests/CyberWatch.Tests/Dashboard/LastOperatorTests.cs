using System.Net;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Dashboard;

/// <summary>Somebody is always left who invites others, whoever steps at the same moment or with a link of before.</summary>
public sealed class LastOperatorTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static readonly string First = RegistrySeed.EmailOf("operator");
    private static readonly string Second = RegistrySeed.EmailOf("regional");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AccountDesk Desk => app.Services.GetRequiredService<AccountDesk>();

    [Theory]
    [InlineData("official", false)]
    [InlineData("direction-a", true)]
    public async Task Of_two_who_shut_each_other_out_at_once_one_stays(string name, bool removes)
    {
        var other = RegistrySeed.EmailOf(name);
        await SetOperatorsAsync(First, other);

        var steps = await Task.WhenAll(
            Task.Run(() => Desk.DisableAsync(First, other, Token), Token),
            Task.Run(() => removes ? Desk.RemoveAsync(other, First, Token) : Desk.DisableAsync(other, First, Token), Token)
        );

        Assert.Equal([AccountStep.Done, AccountStep.LastOperator], steps.Order());
        await using var after = await OpenAsync();
        Assert.Equal(1, await after.Users.CountAsync(row => row.Role == UserRole.Operator && row.LockoutEnd == null, Token));
    }

    /// <summary>There were two when he was invited into another role.</summary>
    [Fact]
    public async Task A_link_of_before_does_not_make_the_last_operator_something_else()
    {
        await SetOperatorsAsync(First, Second);
        var link = await InviteAsync(First, UserRole.Official);
        Assert.Equal(AccountStep.Done, await Desk.DisableAsync(Second, First, Token));

        using var refused = await AcceptAsync(link);
        var said = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("dernier exploitant", said, StringComparison.Ordinal);
        Assert.Equal(UserRole.Operator, await RoleAsync(First));

        Assert.Equal(AccountStep.Done, await Desk.EnableAsync(Second, First, Token));
        using var taken = await AcceptAsync(link);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(UserRole.Official, await RoleAsync(First));
    }

    private async Task SetOperatorsAsync(params string[] emails)
    {
        await using var registry = await OpenAsync();
        await registry
            .Users.Where(row => row.Role == UserRole.Operator && !emails.Contains(row.Email))
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Role, UserRole.Official), Token);
        await registry
            .Users.Where(row => emails.Contains(row.Email))
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(one => one.Role, UserRole.Operator).SetProperty(one => one.LockoutEnd, (DateTimeOffset?)null),
                Token
            );
    }

    private async Task<UserRole> RoleAsync(string email)
    {
        await using var registry = await OpenAsync();
        return await registry.Users.Where(row => row.Email == email).Select(row => row.Role).SingleAsync(Token);
    }

    private async Task<string> InviteAsync(string email, UserRole role)
    {
        var (token, now) = (InvitationTokens.New(), TimeProvider.System.GetUtcNow());
        await using var registry = await OpenAsync();
        registry.Invitations.Add(
            new Invitation
            {
                Email = email,
                Role = role,
                TokenHash = InvitationTokens.HashOf(token),
                CreatedAt = now,
                ExpiresAt = now + InvitationTokens.Life,
            }
        );
        await registry.SaveChangesAsync(Token);
        return token;
    }

    private Task<HttpResponseMessage> AcceptAsync(string link) =>
        DashboardApp.PostAsync(
            app.Anonymous(),
            $"/invitation/{link}",
            "invitation",
            new Dictionary<string, string>
            {
                ["Given.Password"] = "une phrase bien longue",
                ["Given.Again"] = "une phrase bien longue",
            }
        );

    private Task<RegistryContext> OpenAsync() =>
        app.Services.GetRequiredService<IDbContextFactory<RegistryContext>>().CreateDbContextAsync(Token);
}
