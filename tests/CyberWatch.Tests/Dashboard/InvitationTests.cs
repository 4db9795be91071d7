using System.Net;
using CyberWatch.Dashboard.Access;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace CyberWatch.Tests.Dashboard;

public sealed class InvitationTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Link_makes_an_account_once_and_no_more()
    {
        var token = await InviteAsync("nouveau@cyberwatch.example", Day);
        var client = app.Anonymous();

        using var made = await AcceptAsync(client, token, "une phrase bien longue");
        using var again = await client.GetAsync($"/invitation/{token}", TestContext.Current.CancellationToken);
        using var entered = await DashboardApp.PostAsync(
            client,
            "/connexion",
            "connexion",
            new Dictionary<string, string>
            {
                ["Given.Email"] = "nouveau@cyberwatch.example",
                ["Given.Password"] = "une phrase bien longue",
            }
        );
        var mine = await client.GetAsync($"/etablissements/{RegistrySeed.Vauclair}", TestContext.Current.CancellationToken);
        var foreign = await client.GetAsync($"/etablissements/{RegistrySeed.Tilleuls}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (mine.StatusCode, foreign.StatusCode));
    }

    [Fact]
    public async Task Second_link_gives_a_new_password_and_closes_the_old_sessions()
    {
        var client = app.Anonymous();
        using var entered = await DashboardApp.SignInAsync(client, "direction-a", RegistrySeed.Password);
        var token = await InviteAsync(RegistrySeed.EmailOf("direction-a"), Day);

        using var made = await AcceptAsync(app.Anonymous(), token, "une autre phrase longue");
        using var old = await client.GetAsync("/alertes", TestContext.Current.CancellationToken);
        using var wrong = await DashboardApp.SignInAsync(app.Anonymous(), "direction-a", RegistrySeed.Password);
        using var right = await DashboardApp.SignInAsync(app.Anonymous(), "direction-a", "une autre phrase longue");

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.StartsWith("/connexion", old.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (wrong.StatusCode, right.StatusCode));
    }

    [Fact]
    public async Task Short_password_is_refused_and_the_link_stays_good()
    {
        var token = await InviteAsync("court@cyberwatch.example", Day);

        using var refused = await AcceptAsync(app.Anonymous(), token, "court");
        using var still = await app.Anonymous().GetAsync($"/invitation/{token}", TestContext.Current.CancellationToken);

        Assert.Contains(
            "trop court",
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-1)]
    public async Task Wrong_used_or_old_link_is_said_to_be_gone(int? hours)
    {
        var token = hours is { } life
            ? await InviteAsync("vieux@cyberwatch.example", TimeSpan.FromHours(life))
            : InvitationTokens.New();

        using var answer = await app.Anonymous().GetAsync($"/invitation/{token}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task First_operators_link_is_dead_when_opened_and_when_used_once_somebody_has_an_account()
    {
        var token = await InviteAsync("", Day, UserRole.Operator);
        await using var scope = app.Services.CreateAsyncScope();
        var registry = scope.ServiceProvider.GetRequiredService<RegistryContext>();
        var hash = InvitationTokens.HashOf(token);
        var printed = await registry.Invitations.SingleAsync(row => row.TokenHash == hash, Token);

        using var opened = await app.Anonymous().GetAsync($"/invitation/{token}", Token);
        var used = await scope
            .ServiceProvider.GetRequiredService<Invitations>()
            .AcceptAsync(printed, "intrus@cyberwatch.example", "une phrase bien longue", Token);

        Assert.Equal(HttpStatusCode.Gone, opened.StatusCode);
        Assert.Equal(["Gone"], used);
        Assert.False(await registry.Users.AnyAsync(row => row.Email == "intrus@cyberwatch.example", Token));
    }

    [Fact]
    public async Task Who_has_an_account_chooses_a_new_password_and_the_trail_says_so()
    {
        var email = RegistrySeed.EmailOf("rssi-b");
        var token = await InviteAsync(email, Day);
        var page = WebUtility.HtmlDecode(await app.Anonymous().GetStringAsync($"/invitation/{token}", Token));

        using var made = await AcceptAsync(app.Anonymous(), token, "une phrase pour revenir");
        await using var registry = await app
            .Services.GetRequiredService<IDbContextFactory<RegistryContext>>()
            .CreateDbContextAsync(Token);
        var said = await registry.Audit.Where(row => row.Subject == email).Select(row => row.Action).ToListAsync(Token);

        Assert.Contains("<h1 id=\"titre\">Choisir un nouveau mot de passe</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Créer", page, StringComparison.Ordinal);
        Assert.Matches($"value=\"{email}\"[^>]* readonly", page);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Contains("password-renewed", said);
        Assert.DoesNotContain("invitation-used", said);
    }

    [Fact]
    public async Task A_disabled_account_is_not_opened_by_a_link()
    {
        var email = RegistrySeed.EmailOf("regional");
        var desk = app.Services.GetRequiredService<AccountDesk>();
        Assert.Equal(AccountStep.Done, await desk.DisableAsync(email, "test", Token));
        var token = await InviteAsync(email, Day);

        using var refused = await AcceptAsync(app.Anonymous(), token, "une phrase pour revenir");

        Assert.NotEqual(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Equal(AccountStep.Done, await desk.EnableAsync(email, "test", Token));
    }

    [Fact]
    public async Task First_operator_is_invited_only_while_nobody_has_an_account()
    {
        var first = app.Services.GetServices<IHostedService>().OfType<FirstOperator>().Single();

        Assert.Null(await first.InviteAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_address_with_letters_that_names_do_not_have_gets_its_account()
    {
        var token = await InviteAsync("m.o'neil+garde@cyberwatch.example", Day);

        using var made = await AcceptAsync(app.Anonymous(), token, "une phrase bien longue");

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
    }

    [Fact]
    public async Task Whoever_clicks_twice_at_once_is_told_that_the_link_was_used()
    {
        var token = await InviteAsync("deux-fois@cyberwatch.example", Day);
        var client = app.Anonymous();
        var page = await client.GetStringAsync($"/invitation/{token}", TestContext.Current.CancellationToken);

        using var first = await AcceptAsync(app.Anonymous(), token, "une phrase bien longue");
        using var second = await DashboardApp.PostFromAsync(
            client,
            page,
            $"/invitation/{token}",
            new Dictionary<string, string> { ["_handler"] = "invitation", ["Given.Password"] = "une autre phrase longue" }
        );

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Gone), (first.StatusCode, second.StatusCode));
        Assert.Contains(
            "/connexion",
            await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Token_has_256_bits_and_only_its_hash_is_kept()
    {
        var token = InvitationTokens.New();

        Assert.Matches("^[A-Za-z0-9_-]{43}$", token);
        Assert.Matches("^[0-9A-F]{64}$", InvitationTokens.HashOf(token));
        Assert.NotEqual(token, InvitationTokens.New());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> AcceptAsync(HttpClient client, string token, string password) =>
        DashboardApp.PostAsync(
            client,
            $"/invitation/{token}",
            "invitation",
            new Dictionary<string, string>
            {
                ["Given.Email"] = "pirate@cyberwatch.example",
                ["Given.Password"] = password,
                ["Given.Again"] = password,
            }
        );

    private async Task<string> InviteAsync(string email, TimeSpan life, UserRole role = UserRole.Rssi)
    {
        var (token, now) = (InvitationTokens.New(), TimeProvider.System.GetUtcNow());
        await using var registry = await app
            .Services.GetRequiredService<IDbContextFactory<RegistryContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        registry.Invitations.Add(
            new Invitation
            {
                Email = email,
                Role = role,
                Finess = role == UserRole.Rssi ? RegistrySeed.Vauclair : "",
                TokenHash = InvitationTokens.HashOf(token),
                CreatedAt = now,
                ExpiresAt = now + life,
            }
        );
        await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
        return token;
    }
}
