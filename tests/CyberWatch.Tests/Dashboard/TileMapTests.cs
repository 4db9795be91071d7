using Bunit;
using CyberWatch.Dashboard;
using CyberWatch.Dashboard.Components.Shared;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Infra.Registry.Reference;

namespace CyberWatch.Tests.Dashboard;

public sealed class TileMapTests : BunitContext
{
    [Fact]
    public void Every_department_has_one_square_and_no_square_has_two() =>
        Assert.Multiple(
            () =>
                Assert.Equal(
                    Departments.List.Select(one => one.Code).Order(StringComparer.Ordinal),
                    TileView.All.Select(tile => tile.Code).Order(StringComparer.Ordinal)
                ),
            () => Assert.Equal(TileView.All.Count, TileView.All.Select(tile => (tile.X, tile.Y)).Distinct().Count()),
            () => Assert.Equal(TileView.All.Count, TileView.All.Select(tile => (tile.Column, tile.Row)).Distinct().Count())
        );

    [Fact]
    public void Followed_department_is_a_link_that_says_its_number_and_the_others_are_none()
    {
        var map = RenderOf(new AreaRow("2B", "Haute-Corse", 3, 12, 4, 30), new AreaRow("974", "La Réunion", 1, 0, 0, 2));

        var links = map.FindAll("a");
        Assert.Equal(
            ["/etablissements?departement=2B", "/etablissements?departement=974"],
            links.Select(link => link.GetAttribute("href"))
        );
        Assert.Equal(["t5", "t1"], links.Select(link => link.ClassName));
        Assert.Equal(["12", "0"], links.Select(link => link.QuerySelector(".v")!.TextContent));
        Assert.Contains("12 alertes critiques ouvertes, 3 suivis", links[0].GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(TileView.All.Count - 2, map.FindAll("g.t0").Count);
    }

    [Fact]
    public void Median_grade_is_a_letter_and_a_bar_where_there_is_one()
    {
        var map = RenderOf(
            new AreaRow("02", "Aisne (02)", 12, 1, 0, 9, Median: 63),
            new AreaRow("13", "Bouches-du-Rhône (13)", 3, 0, 0, 0)
        );

        var links = map.FindAll("a");
        Assert.Equal(["1 · C", "0"], links.Select(link => link.QuerySelector(".v")!.TextContent));
        Assert.NotNull(links[0].QuerySelector("rect.f-c"));
        Assert.Contains("note médiane C, score 63", links[0].GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Single(links[1].QuerySelectorAll("rect"));
    }

    private IRenderedComponent<TileMap> RenderOf(params AreaRow[] rows)
    {
        Services.AddSingleton<Texts>().AddSingleton<When>().AddSingleton<Links>().AddSingleton(TimeProvider.System);
        return Render<TileMap>(map => map.Add(it => it.Rows, rows));
    }
}
