// Slack's own charts, which its types do not hold yet (docs.slack.dev, "Data visualization block").
import type { Block } from '@slack/types';

interface Point {
  label: string;
  value: number;
}

interface Series {
  name: string;
  data: Point[];
}

/**
 * Slack takes a title of 50 characters, at most six series of twenty points, names and labels of 20 characters, one
 * value of each series for each category (there are no gaps), and two charts a message; in messages only. It has no
 * text for readers that cannot draw it: that goes into the message's own.
 */
export interface ChartBlock extends Block {
  type: 'data_visualization';
  title: string;
  chart: {
    type: 'line';
    series: Series[];
    axis_config: { categories: string[]; x_label?: string; y_label?: string };
  };
}

export const chartLimits = { title: 50, label: 20, axisLabel: 50 } as const;
