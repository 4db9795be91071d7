using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.QuickGrid;
using Microsoft.AspNetCore.Components.Rendering;

namespace CyberWatch.Dashboard.Components.Shared;

/// <summary>A column of <see cref="DataTable{TGridItem}"/>: a cell that carries its label for phones, a head that is a link where one may sort.</summary>
public sealed class Column<TGridItem> : ColumnBase<TGridItem>
{
    [Parameter, EditorRequired]
    public RenderFragment<TGridItem> ChildContent { get; set; } = null!;

    /// <summary>The word by which the query sorts; none: it cannot.</summary>
    [Parameter]
    public string? Sort { get; set; }

    /// <summary>The cell says itself what it is, so that no label goes before it on a phone.</summary>
    [Parameter]
    public bool Plain { get; set; }

    /// <summary>Whether a row has anything here; a cell without content has no label on a phone either. None: each has.</summary>
    [Parameter]
    public Func<TGridItem, bool>? Has { get; set; }

    [CascadingParameter]
    internal SortLinks? Sorting { get; set; }

    public override GridSort<TGridItem>? SortBy { get; set; }

    protected override void OnInitialized()
    {
        HeaderContent = Head;
        Sortable = false;
    }

    protected override void CellContent(RenderTreeBuilder builder, TGridItem item)
    {
        if (Has?.Invoke(item) == false)
            return;
        if (!Plain)
        {
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", "tbl__label");
            builder.AddContent(2, Title);
            builder.CloseElement();
        }

        builder.AddContent(3, ChildContent(item));
    }

    private void Head(RenderTreeBuilder builder)
    {
        if (Sort is null || Sorting is null)
        {
            builder.AddContent(0, Title);
            return;
        }

        builder.OpenElement(1, "a");
        builder.AddAttribute(2, "class", "sort");
        builder.AddAttribute(3, "href", Sorting.To(Sort));
        builder.AddContent(4, Title);
        builder.AddMarkupContent(5, $"<span aria-hidden=\"true\">{Sorting.Arrow(Sort)}</span>");
        builder.OpenElement(6, "span");
        builder.AddAttribute(7, "class", "vh");
        builder.AddContent(8, Sorting.Word(Sort));
        builder.CloseElement();
        builder.CloseElement();
    }
}
