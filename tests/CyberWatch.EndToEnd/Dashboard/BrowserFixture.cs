using Microsoft.Playwright;

namespace CyberWatch.EndToEnd.Dashboard;

/// <summary>Debian's Chromium and one dashboard with a first operator who signed up by the printed link, and the seeded registry.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>Milliseconds that a page may take on a machine that does other things too.</summary>
    private const int Patience = 90_000;

    // nothing but our own pages: Chromium would otherwise look for updates and experiments
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private DashboardProcess? _dashboard;

    public static bool IsMissing => !File.Exists(Chromium);

    internal DashboardProcess Dashboard => _dashboard!;

    public async ValueTask InitializeAsync()
    {
        if (IsMissing)
        {
            return;
        }

        try
        {
            _dashboard = await DashboardProcess.StartAsync();
            await _dashboard.SeedAsync();
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments });
        }
        catch
        {
            // a fixture that did not come up is not disposed of by the runner
            await DisposeAsync();
            throw;
        }
    }

    internal async Task<IPage> OpenAsync(int width = 1280, bool dark = false, string language = "fr-FR")
    {
        var context = await _browser!.NewContextAsync(
            new()
            {
                BaseURL = Dashboard.Address,
                ViewportSize = new() { Width = width, Height = 900 },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                Locale = language,
                Permissions = ["clipboard-read", "clipboard-write"],
            }
        );
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_dashboard is not null)
        {
            await _dashboard.DisposeAsync();
        }
    }
}
