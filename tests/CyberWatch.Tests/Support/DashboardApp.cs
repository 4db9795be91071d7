using System.Net;
using System.Text.RegularExpressions;
using CyberWatch.Dashboard;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Support;

/// <summary>The whole dashboard over a registry of its own, as <see cref="RegistrySeed"/> fills it; no socket.</summary>
public partial class DashboardApp : WebApplicationFactory<DashboardOptions>, IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("cyberwatch-dashboard-");
    private readonly TestRegistry _registry;
    private readonly Dictionary<string, HttpClient> _signedIn = [];
    private readonly SemaphoreSlim _door = new(1);

    public DashboardApp() => _registry = new TestRegistry(_data.FullName);

    public async ValueTask InitializeAsync()
    {
        await using var registry = await Services
            .GetRequiredService<IDbContextFactory<RegistryContext>>()
            .CreateDbContextAsync(CancellationToken.None);
        await new RegistrySeed(TimeProvider.System.GetUtcNow()).FillAsync(registry, CancellationToken.None);
        await FindingsAsync();
    }

    /// <summary>What the index holds.</summary>
    protected virtual async Task FindingsAsync()
    {
        await using var registry = await Services
            .GetRequiredService<IDbContextFactory<RegistryContext>>()
            .CreateDbContextAsync(CancellationToken.None);
        await FindingSeed.FillAsync(registry, Services.GetRequiredService<IFindingIndex>(), CancellationToken.None);
    }

    public HttpClient Anonymous() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>A client that signed in by the form, once for all tests; <c>anonymous</c> did not.</summary>
    public async Task<HttpClient> AsAsync(string name)
    {
        await _door.WaitAsync();
        try
        {
            if (!_signedIn.TryGetValue(name, out var client))
            {
                client = Anonymous();
                if (name != "anonymous")
                {
                    var answer = await SignInAsync(client, name, RegistrySeed.Password);
                    Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
                }

                _signedIn[name] = client;
            }

            return client;
        }
        finally
        {
            _door.Release();
        }
    }

    /// <summary>A page that this reader may see, its character references decoded.</summary>
    public async Task<string> PageAsync(string reader, string address, string language = "fr")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Language", language);
        var client = await AsAsync(reader);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static Task<HttpResponseMessage> SignInAsync(
        HttpClient client,
        string name,
        string password,
        string path = "/connexion"
    ) =>
        PostAsync(
            client,
            path,
            "connexion",
            new Dictionary<string, string> { ["Given.Email"] = RegistrySeed.EmailOf(name), ["Given.Password"] = password }
        );

    /// <summary>Fills a form of a page and sends it, with the token that stands in it.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        string page,
        string? handler,
        IDictionary<string, string> fields,
        string? action = null
    )
    {
        var html = await client.GetStringAsync(page, TestContext.Current.CancellationToken);
        if (handler is not null)
        {
            fields["_handler"] = handler;
        }

        return await PostFromAsync(client, html, action ?? page, fields);
    }

    /// <summary>The same from a page that was loaded before.</summary>
    public static async Task<HttpResponseMessage> PostFromAsync(
        HttpClient client,
        string html,
        string action,
        IDictionary<string, string> fields
    )
    {
        fields["__RequestVerificationToken"] = Token().Match(html).Groups["token"].Value;
        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(action, content, TestContext.Current.CancellationToken);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Data:Folder", _data.FullName);
        builder.UseSetting("Dashboard:AttemptsPerMinute", "1000");
        foreach (var (key, value) in _registry.Settings)
            builder.UseSetting(key, value);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        _registry.Dispose();
        _data.Delete(recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
