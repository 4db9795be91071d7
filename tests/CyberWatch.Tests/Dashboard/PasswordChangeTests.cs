using System.Net;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Dashboard;

public sealed class PasswordChangeTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private const string Fresh = "une phrase toute neuve";

    [Fact]
    public async Task New_password_closes_the_other_sessions_and_keeps_this_one()
    {
        var (here, elsewhere) = (app.Anonymous(), app.Anonymous());
        using var first = await DashboardApp.SignInAsync(here, "official", RegistrySeed.Password);
        using var second = await DashboardApp.SignInAsync(elsewhere, "official", RegistrySeed.Password);

        using var changed = await ChangeAsync(here, RegistrySeed.Password, Fresh, Fresh);
        using var still = await here.GetAsync("/", TestContext.Current.CancellationToken);
        using var closed = await elsewhere.GetAsync("/", TestContext.Current.CancellationToken);
        using var old = await DashboardApp.SignInAsync(app.Anonymous(), "official", RegistrySeed.Password);
        using var now = await DashboardApp.SignInAsync(app.Anonymous(), "official", Fresh);

        Assert.Contains("Mot de passe changé", await TextAsync(changed), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.StartsWith("/connexion", closed.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (old.StatusCode, now.StatusCode));
        Assert.Equal(1, await AuditedAsync("password-changed", "official"));
    }

    [Theory]
    [InlineData("un autre mot de passe", Fresh, Fresh, "Le mot de passe n’est pas le bon.")]
    [InlineData(RegistrySeed.Password, "trop court", "trop court", "trop court")]
    [InlineData(RegistrySeed.Password, Fresh, "une autre phrase neuve", "pas les mêmes")]
    public async Task What_cannot_be_is_said_and_changes_nothing(string current, string fresh, string again, string said)
    {
        var client = app.Anonymous();
        using var entered = await DashboardApp.SignInAsync(client, "rssi-b", RegistrySeed.Password);

        using var refused = await ChangeAsync(client, current, fresh, again);
        using var same = await DashboardApp.SignInAsync(app.Anonymous(), "rssi-b", RegistrySeed.Password);

        Assert.Contains(said, await TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, same.StatusCode);
        Assert.Equal(0, await AuditedAsync("password-changed", "rssi-b"));
    }

    [Fact]
    public async Task Guessing_in_an_open_session_locks_the_account_as_at_the_door()
    {
        var client = app.Anonymous();
        using var entered = await DashboardApp.SignInAsync(client, "regional", RegistrySeed.Password);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await ChangeAsync(client, $"mot de passe deviné {i}", Fresh, Fresh);
        }

        using var locked = await client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.StartsWith("/connexion", locked.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(5, await AuditedAsync("password-change-refused", "regional"));
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string current, string fresh, string again) =>
        DashboardApp.PostAsync(
            client,
            "/compte",
            "passe",
            new Dictionary<string, string>
            {
                ["Given.Current"] = current,
                ["Given.Fresh"] = fresh,
                ["Given.Again"] = again,
            }
        );

    private async Task<int> AuditedAsync(string action, string name)
    {
        var registries = app.Services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(TestContext.Current.CancellationToken);
        var email = RegistrySeed.EmailOf(name);
        return await registry.Audit.CountAsync(
            row => row.Action == action && row.Actor == email,
            TestContext.Current.CancellationToken
        );
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
