namespace CyberWatch.EndToEnd.Dashboard;

/// <summary>One dashboard and one browser for all of them, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
