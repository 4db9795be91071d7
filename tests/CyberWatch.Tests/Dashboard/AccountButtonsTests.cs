using System.Net;
using CyberWatch.Dashboard.Access;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Dashboard;

public sealed class AccountButtonsTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private const string Page = "/exploitation";

    [Fact]
    public async Task Disabled_account_is_signed_out_at_once_and_comes_back_when_enabled()
    {
        var email = RegistrySeed.EmailOf("rssi-a");
        var his = app.Anonymous();
        using var entered = await DashboardApp.SignInAsync(his, "rssi-a", RegistrySeed.Password);

        using var disabled = await PressAsync("operator", AccountGestures.Of(AccountGestures.Disable, email));
        using var shut = await his.GetAsync("/alertes", Token);
        using var refused = await DashboardApp.SignInAsync(app.Anonymous(), "rssi-a", RegistrySeed.Password);
        var page = await app.PageAsync("operator", Page);
        using var enabled = await PressAsync("operator", AccountGestures.Of(AccountGestures.Enable, email));
        using var back = await DashboardApp.SignInAsync(app.Anonymous(), "rssi-a", RegistrySeed.Password);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (disabled.StatusCode, enabled.StatusCode));
        Assert.StartsWith("/connexion", shut.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (refused.StatusCode, back.StatusCode));
        Assert.Contains($"{email}<span class=\"sub high\">désactivé</span>", page, StringComparison.Ordinal);
        Assert.Equal(["user-disabled", "user-enabled"], await TrailAsync(email));
    }

    [Fact]
    public async Task Removed_account_is_gone_with_its_open_invitations()
    {
        var email = RegistrySeed.EmailOf("direction-a");
        var his = app.Anonymous();
        using var entered = await DashboardApp.SignInAsync(his, "direction-a", RegistrySeed.Password);
        var open = await InviteAsync(email);

        using var removed = await PressAsync("operator", AccountGestures.Of(AccountGestures.Remove, email));
        using var shut = await his.GetAsync("/alertes", Token);
        using var link = await app.Anonymous().GetAsync($"/invitation/{open}", Token);
        var page = await app.PageAsync("operator", Page);

        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.StartsWith("/connexion", shut.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, link.StatusCode);
        Assert.DoesNotContain(email, page, StringComparison.Ordinal);
        Assert.Equal(["invitation-revoked", "user-removed"], await TrailAsync(email));
    }

    [Fact]
    public async Task Revoked_invitation_opens_nothing_any_more()
    {
        const string Email = "attendu@cyberwatch.example";
        var open = await InviteAsync(Email);
        var id = await InvitationAsync(open);

        using var revoked = await PressAsync("operator", AccountGestures.Of(AccountGestures.Revoke, id));
        using var again = await PressAsync("operator", AccountGestures.Of(AccountGestures.Revoke, id));
        using var link = await app.Anonymous().GetAsync($"/invitation/{open}", Token);

        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains("n’existe plus", await TextAsync(again), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, link.StatusCode);
        Assert.Equal(["invitation-revoked"], await TrailAsync(Email));
    }

    [Theory]
    [InlineData(AccountGestures.Disable)]
    [InlineData(AccountGestures.Remove)]
    public async Task Last_operator_is_neither_disabled_nor_removed(string gesture)
    {
        using var refused = await PressAsync("operator", AccountGestures.Of(gesture, RegistrySeed.EmailOf("operator")));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("C’est le dernier exploitant", await TextAsync(refused), StringComparison.Ordinal);
        Assert.Empty(await TrailAsync(RegistrySeed.EmailOf("operator")));
        using var still = await (await app.AsAsync("operator")).GetAsync(Page, Token);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Theory]
    [InlineData("official")]
    [InlineData("rssi-b")]
    public async Task Nobody_but_an_operator_presses_these_buttons(string reader)
    {
        var client = await app.AsAsync(reader);
        var html = await client.GetStringAsync("/alertes", Token);
        var email = RegistrySeed.EmailOf("regional");

        using var refused = await DashboardApp.PostFromAsync(
            client,
            html,
            Page,
            new Dictionary<string, string>
            {
                ["_handler"] = "comptes",
                ["Gesture"] = AccountGestures.Of(AccountGestures.Remove, email),
            }
        );

        Assert.NotEqual(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        Assert.Empty(await TrailAsync(email));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> PressAsync(string reader, string gesture) =>
        await DashboardApp.PostAsync(
            await app.AsAsync(reader),
            Page,
            "comptes",
            new Dictionary<string, string> { ["Gesture"] = gesture }
        );

    private async Task<string> InviteAsync(string email)
    {
        var (token, now) = (InvitationTokens.New(), TimeProvider.System.GetUtcNow());
        await using var registry = await OpenAsync();
        registry.Invitations.Add(
            new Invitation
            {
                Email = email,
                Role = UserRole.Rssi,
                Finess = RegistrySeed.Vauclair,
                TokenHash = InvitationTokens.HashOf(token),
                CreatedAt = now,
                ExpiresAt = now + InvitationTokens.Life,
            }
        );
        await registry.SaveChangesAsync(Token);
        return token;
    }

    private async Task<long> InvitationAsync(string token)
    {
        await using var registry = await OpenAsync();
        var hash = InvitationTokens.HashOf(token);
        return await registry.Invitations.Where(row => row.TokenHash == hash).Select(row => row.Id).SingleAsync(Token);
    }

    /// <summary>What was done to somebody, by whoever was signed in as the operator.</summary>
    private async Task<List<string>> TrailAsync(string subject)
    {
        await using var registry = await OpenAsync();
        var actor = RegistrySeed.EmailOf("operator");
        return await registry
            .Audit.Where(row => row.Subject == subject && row.Actor == actor && !row.Action.StartsWith("sign-in"))
            .OrderBy(row => row.Id)
            .Select(row => row.Action)
            .ToListAsync(Token);
    }

    private Task<RegistryContext> OpenAsync() =>
        app.Services.GetRequiredService<IDbContextFactory<RegistryContext>>().CreateDbContextAsync(Token);

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));
}
