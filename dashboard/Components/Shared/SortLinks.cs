using Microsoft.AspNetCore.Components;

namespace CyberWatch.Dashboard.Components.Shared;

/// <summary>Addresses of the same list in another order. Sorting and paging are plain links: they can be kept, sent and opened in a new tab.</summary>
internal sealed class SortLinks(NavigationManager navigation, Texts texts, string? sort)
{
    public const string Parameter = "tri";
    public const string PageParameter = "page";
    private const char Down = '-';

    public string? By => sort?.TrimStart(Down);
    public bool Descending => sort is { Length: > 0 } && sort[0] == Down;

    public string To(string column) =>
        navigation.GetUriWithQueryParameters(
            new Dictionary<string, object?>
            {
                [Parameter] = column == By && !Descending ? Down + column : column,
                [PageParameter] = null,
            }
        );

    public string Arrow(string column) =>
        column != By ? ""
        : Descending ? " ↓"
        : " ↑";

    public string Word(string column) =>
        column != By ? ""
        : Descending ? texts["common.sorted-down"]
        : texts["common.sorted-up"];
}
